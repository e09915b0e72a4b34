#!/bin/sh
# One shard of a site, as a task of an array that counts from 1:
#   shards=$(sbatch --parsable --array=1-8 slurm.sh)
#   sbatch --dependency=afterany:$shards --wrap 'plenary build --source PROJECT --cache "$CACHE"'
# A shard that is run again alone is told how many there are:
#   sbatch --array=3 --export=ALL,PLENARY_SHARDS=8 slurm.sh
#SBATCH --job-name=plenary
#SBATCH --requeue
exec "${PLENARY:-plenary}" build --source "${PROJECT:-.}" --shard auto --cache "${CACHE:?the folder of the cache, which all nodes reach}"
