package main

import (
	"testing"

	"plenary/generator/pipeline"
)

func TestParseShare(t *testing.T) {
	for _, tt := range []struct {
		name, flag string
		env        map[string]string
		want       pipeline.Share // zero: an error
	}{
		{"given", "2/8", nil, pipeline.Share{Number: 2, Of: 8}},
		{"all", "1/1", nil, pipeline.Share{Number: 1, Of: 1}},
		{"too high", "9/8", nil, pipeline.Share{}},
		{"zero", "0/8", nil, pipeline.Share{}},
		{"no pair", "2", nil, pipeline.Share{}},
		{"no number", "a/b", nil, pipeline.Share{}},
		{"nothing", "", nil, pipeline.Share{}},
		{"no scheduler", "auto", nil, pipeline.Share{}},
		{"own variable", "auto", map[string]string{"PLENARY_SHARD": "3/4"}, pipeline.Share{Number: 3, Of: 4}},
		{"own variable, wrong", "auto", map[string]string{"PLENARY_SHARD": "3"}, pipeline.Share{}},
		{"GitLab", "auto", map[string]string{"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "5"}, pipeline.Share{Number: 2, Of: 5}},
		{"Kubernetes", "auto", map[string]string{"JOB_COMPLETION_INDEX": "0", "PLENARY_SHARDS": "8"}, pipeline.Share{Number: 1, Of: 8}},
		{"Kubernetes, last", "auto", map[string]string{"JOB_COMPLETION_INDEX": "7", "PLENARY_SHARDS": "8"}, pipeline.Share{Number: 8, Of: 8}},
		{"Kubernetes, how many unknown", "auto", map[string]string{"JOB_COMPLETION_INDEX": "0"}, pipeline.Share{}},
		{"Slurm", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8"}, pipeline.Share{Number: 3, Of: 8}},
		{"Slurm, one again", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1", "PLENARY_SHARDS": "8"}, pipeline.Share{Number: 3, Of: 8}},
		{"Slurm, one again, how many unknown", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1"}, pipeline.Share{}},
		{"Slurm from zero", "auto", map[string]string{"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "8"}, pipeline.Share{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseShare(tt.flag, func(name string) string { return tt.env[name] })
			if (err != nil) != (tt.want == pipeline.Share{}) {
				t.Fatalf("error %v", err)
			}
			if err == nil && got != tt.want {
				t.Errorf("share %v, want %v", got, tt.want)
			}
		})
	}
}
