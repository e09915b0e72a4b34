package verify

import (
	"maps"
	"slices"
	"strings"
)

// list reads a list of elements: one on each line, with the attributes that it alone may
// have.
func list(lines string) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for line := range strings.Lines(lines) {
		names := strings.Fields(line)
		if len(names) == 0 {
			continue
		}
		all[names[0]] = set(names[1:])
	}
	return all
}

func set(names []string) map[string]bool {
	all := map[string]bool{}
	for _, name := range names {
		all[name] = true
	}
	return all
}

// everywhere are the attributes that every element may have, beside those that begin
// with data- or aria-.
var everywhere = set(strings.Fields("class dir hidden id inert lang popover role style tabindex title translate"))

// htmlElements are the elements of a page.
var htmlElements = list(`
html prefix
head
title
meta charset content http-equiv media name property
link as crossorigin fetchpriority href hreflang integrity media rel sizes type
script async crossorigin defer integrity src type
body

header
footer
main
nav
search
section
article
aside
address
div
h1
h2
h3
h4
h5
h6
hgroup

p
br
wbr
hr
pre
blockquote cite
ul
ol reversed start type
li value
menu
dl
dt
dd
figure
figcaption
details name open
summary
dialog open

a download href hreflang rel target type
abbr
b
bdi
bdo
cite
code
data value
del cite datetime
dfn
em
i
ins cite datetime
kbd
mark
q cite
rp
rt
ruby
s
samp
small
span
strong
sub
sup
time datetime
u
var

table
caption
colgroup span
col span
thead
tbody
tfoot
tr
th abbr colspan headers rowspan scope
td colspan headers rowspan

img alt decoding fetchpriority height loading sizes src srcset width
picture
source height media sizes src srcset type width
audio autoplay controls loop muted preload src
video autoplay controls height loop muted playsinline poster preload src width
track default kind label src srclang
canvas height width

button disabled name popovertarget popovertargetaction type value
input autocomplete checked disabled inputmode list max maxlength min minlength name pattern placeholder readonly required size spellcheck step type value
label for
select disabled multiple name size
optgroup disabled label
option disabled label selected value
datalist
fieldset disabled name
legend
output for name
progress max value
meter high low max min optimum value
`)

// svgElements are the elements of drawings in a page, in small letters as the tokenizer
// has them. All may have the same attributes.
var svgElements = drawings(
	"svg g defs symbol use image desc path rect circle ellipse line polyline polygon text tspan "+
		"lineargradient radialgradient stop clippath mask pattern marker",
	"clip-path clip-rule clippathunits color cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable "+
		"font-family font-size font-style font-weight fx fy gradienttransform gradientunits height href letter-spacing "+
		"marker-end marker-mid marker-start markerheight markerunits markerwidth mask maskcontentunits maskunits offset "+
		"opacity orient paint-order pathlength patterncontentunits patterntransform patternunits points preserveaspectratio "+
		"r refx refy rotate rx ry shape-rendering spreadmethod stop-color stop-opacity stroke stroke-dasharray "+
		"stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "+
		"textlength transform vector-effect version viewbox visibility width x x1 x2 xlink:href xml:lang xml:space xmlns "+
		"xmlns:xlink y y1 y2",
)

func drawings(elements, attributes string) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	own := set(strings.Fields(attributes))
	for _, name := range strings.Fields(elements) {
		all[name] = own
	}
	return all
}

// Elements returns the names of the elements that a page may have, sorted, in small
// letters.
func Elements() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(htmlElements)), maps.Keys(svgElements))
	slices.Sort(names)
	return names
}
