package pipeline

import (
	"maps"
	"path"
	"slices"
	"strings"

	"plenary/generator/diag"
	"plenary/generator/publish"
	"plenary/generator/site"
)

// misplaced reports files of the site that cannot be published beside each other.
// Such a file is almost always one of the folder static, which is named then.
func (p *Project) misplaced(problems []publish.Problem) diag.List {
	var diags diag.List
	if len(problems) == 0 {
		return nil
	}
	assets := slices.Sorted(maps.Keys(p.composer.Assets()))
	for _, problem := range problems {
		file := problem.Path
		is := func(asset string) bool { return asset == problem.Path || strings.HasPrefix(asset, problem.Path+"/") }
		if i := slices.IndexFunc(assets, is); i >= 0 {
			file = path.Join(site.StaticDir, assets[i])
		}
		diags.Errorf(diag.Pos{File: file}, "%v", problem.Err)
	}
	return diags
}
