package main

import (
	"testing"

	"plenary/generator/pipeline"
)

func TestParseShard(t *testing.T) {
	for _, tt := range []struct {
		name, flag string
		env        map[string]string
		want       pipeline.Shard // zero: an error
	}{
		{"given", "2/8", nil, pipeline.Shard{Number: 2, Of: 8}},
		{"all", "1/1", nil, pipeline.Shard{Number: 1, Of: 1}},
		{"too high", "9/8", nil, pipeline.Shard{}},
		{"zero", "0/8", nil, pipeline.Shard{}},
		{"no pair", "2", nil, pipeline.Shard{}},
		{"no number", "a/b", nil, pipeline.Shard{}},
		{"nothing", "", nil, pipeline.Shard{}},
		{"no scheduler", "auto", nil, pipeline.Shard{}},
		{"own variable", "auto", map[string]string{"PLENARY_SHARD": "3/4"}, pipeline.Shard{Number: 3, Of: 4}},
		{"own variable, wrong", "auto", map[string]string{"PLENARY_SHARD": "3"}, pipeline.Shard{}},
		{"GitLab", "auto", map[string]string{"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"}, pipeline.Shard{Number: 2, Of: 5}},
		{"Kubernetes", "auto", map[string]string{"JOB_COMPLETION_INDEX": "0", "PLENARY_SHARDS": "8"}, pipeline.Shard{Number: 1, Of: 8}},
		{"Kubernetes, last", "auto", map[string]string{"JOB_COMPLETION_INDEX": "7", "PLENARY_SHARDS": "8"}, pipeline.Shard{Number: 8, Of: 8}},
		{"Kubernetes, how many unknown", "auto", map[string]string{"JOB_COMPLETION_INDEX": "0"}, pipeline.Shard{}},
		{"Slurm", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8"}, pipeline.Shard{Number: 3, Of: 8}},
		{"Slurm, one again", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1", "PLENARY_SHARDS": "8"}, pipeline.Shard{Number: 3, Of: 8}},
		{"Slurm, one again, how many unknown", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1"}, pipeline.Shard{}},
		{"Slurm from zero", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "8"}, pipeline.Shard{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseShard(tt.flag, func(name string) string { return tt.env[name] })
			if (err != nil) != (tt.want == pipeline.Shard{}) {
				t.Fatalf("error %v", err)
			}
			if err == nil && got != tt.want {
				t.Errorf("shard %v, want %v", got, tt.want)
			}
		})
	}
}
