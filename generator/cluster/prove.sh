#!/bin/bash
# Makes a site of MEETINGS meetings in eight shards with Slurm on this machine, which share
# a folder, kills one shard on the way, and compares the site with the one that a single
# build makes. Needs root: it starts Slurm's daemons.
set -euo pipefail

meetings=${MEETINGS:-80}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
plenary=$root/bin/plenary
work=$(mktemp -d)
say() { printf '%s %s\n' "$(date +%T)" "$*"; }

for tool in sbatch slurmctld slurmd munged; do
  command -v $tool >/dev/null || { say "installing Slurm"; apt-get install -y --no-install-recommends slurm-wlm munge >"$work/apt.log"; break; }
done

export CACHE=$work/cache
say "Slurm"
cat >"$work/slurm.conf" <<CONF
ClusterName=proof
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
SlurmUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
mkdir -p "$work/state" "$work/spool"
export SLURM_CONF=$work/slurm.conf
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 600 "$work/munge.key"
chmod 755 "$work"
munged --force --key-file "$work/munge.key" --socket "$work/munge.socket" --pid-file "$work/munge.pid" \
  --log-file "$work/munge.log" --seed-file "$work/munge.seed"
slurmctld
slurmd
finish() {
  scancel --me >/dev/null 2>&1 || true
  for pid in slurmd slurmctld munge; do [ -f "$work/$pid.pid" ] && kill "$(cat "$work/$pid.pid")" 2>/dev/null || true; done
  sleep 1
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap finish EXIT
for _ in $(seq 60); do sinfo -h -o %T | grep -q idle && break; sleep 1; done
sinfo -h -o '%N %T, %C cores (used/idle/other/all)'

say "an archive of $meetings meetings"
(cd "$root" && go run ./generator/internal/cmd/archive -n "$meetings" -seed 8 "$work/project")

say "eight shards"
export PLENARY=$plenary PROJECT=$work/project XDG_CACHE_HOME=$work/none
job=$(sbatch --parsable --array=1-8 --output="$work/shard-%a.log" "$here/slurm.sh")
victim=
for _ in $(seq 600); do # as soon as the third shard runs, it is killed
  if squeue -h -t running -j "${job}_3" 2>/dev/null | grep -q .; then
    sleep 0.3
    scancel --signal=KILL --full "${job}_3" && victim=3
    break
  fi
  sleep 0.05
done
[ -n "$victim" ] || { say "the third shard was not caught"; exit 1; }
while squeue -h -j "$job" 2>/dev/null | grep -q .; do sleep 0.2; done
for i in 1 2 3 4 5 6 7 8; do printf 'shard %s: %s\n' $i "$(tail -n 1 "$work/shard-$i.log")"; done
grep -q 'shard 3 of 8' "$work/shard-3.log" && { say "the third shard ended before it was killed"; exit 1; }

say "the third shard again"
again=$(sbatch --parsable --array=3 --export=ALL,PLENARY_SHARDS=8 --output="$work/again.log" "$here/slurm.sh")
while squeue -h -j "$again" 2>/dev/null | grep -q .; do sleep 0.2; done
tail -n 1 "$work/again.log"

say "the site from the shards"
"$plenary" build --source "$work/project" --cache "$CACHE" --out "$work/joined" 2>&1 | tee "$work/merge.log"
grep -q '^0 of ' "$work/merge.log" || { say "the shards did not hold all meetings"; exit 1; }
say "the site in one build"
"$plenary" build --source "$work/project" --no-cache --out "$work/single"
diff -r "$work/joined" "$work/single"
say "the same bytes: $(wc -l <"$work/single/.plenary-files") files"
