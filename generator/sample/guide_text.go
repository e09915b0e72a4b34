package sample

// guideTopics are what annex D says where it is prose, in its order.
var guideTopics = []topic{
	{id: "purpose", heading: text{"目的", "Purpose"}, body: []paragraph{
		{
			{
				{zh: `本指南帮助成员为$group撰写文稿。`, en: `This guide helps members write contributions to $group.`},
				{zh: `本附件说明提交$group的文稿应当如何撰写。`, en: `This annex explains how contributions to $group should be written.`},
			},
			{{zh: `规则以{{< document "resolution" >}}为准。`, en: `The rules are those of {{< document "resolution" >}}.`}},
		},
	}},
	{id: "structure", heading: text{"结构", "Structure"}, key: choice{
		{zh: `一份文稿只提一项建议。`, en: `A contribution makes one proposal.`},
		{zh: `先写提案，再写理由。`, en: `The proposal comes first, the reasons after it.`},
	}, body: []paragraph{
		{{{zh: `文稿依次包括：`, en: `A contribution has, in this order:`}}},
		{
			{{zh: "1. 标题、来源和课题；\n2. 不超过${100-200}字的摘要；\n3. 提案；\n4. 讨论；\n5. 对现有案文的修改。",
				en: "1. title, source and Question;\n2. an abstract of at most ${100-200} words;\n3. the proposal;\n4. the discussion;\n5. changes to existing text."}},
		},
		{{
			{zh: `修改处须用修订标记标出，并注明所依据的版本。`, en: `Changes are shown with revision marks, and the version that they are based on is named.`},
			{zh: `附图应可编辑，每份文稿不超过${5-12}幅。`, en: `Figures must be editable; there should be no more than ${5-12} of them.`},
		}},
	}},
	{id: "wording", heading: text{"用语", "Wording"}, percent: 80, body: []paragraph{
		{{{zh: `规范性用语的含义如下：`, en: `Normative words have these meanings:`}}},
		{{{
			zh: "| 用语 | 含义 |\n| --- | --- |\n| 必须 | 符合标准所不可缺少的要求 |\n| 应当 | 建议，有充分理由时可以不遵守 |\n| 可以 | 允许 |",
			en: "| Word | Meaning |\n| --- | --- |\n| shall | a requirement without which there is no conformance |\n| should | a recommendation, from which there may be good reasons to depart |\n| may | a permission |",
		}}},
		{
			{{zh: `术语须与$series系列的定义一致。`, en: `Terms must agree with the definitions of the $series series.`}},
			{{zh: `例如，关于$term1的文稿应引用相应的建议书。`, en: `Contributions on $term1, for instance, should refer to the Recommendations concerned.`}, {}},
		},
	}},
	{id: "submission", heading: text{"提交", "Submission"}, key: choice{
		{zh: `文稿的截止时间为{{< deadline "contributions" >}}。`, en: `The deadline for contributions is {{< deadline "contributions" >}}.`},
	}, body: []paragraph{
		{
			{{zh: `提交方式见[实用信息](annex-a#documents)。`, en: `How to submit them is explained in the [practical information](annex-a#documents).`}},
			{
				{zh: `迟交的文稿只登载，不讨论。`, en: `Late contributions are posted and not discussed.`},
				{zh: `秘书处在${1-3}个工作日内登载收到的文稿。`, en: `The secretariat posts contributions within ${1-3} working days.`},
			},
		},
	}},
	{id: "rights", heading: text{"知识产权", "Intellectual property"}, percent: 60, body: []paragraph{
		{
			{{zh: `提交文稿即表示同意将其用于$org的出版物。`, en: `Whoever submits a contribution agrees to its use in publications of $org.`}},
			{{zh: `请在{{< days >}}的会议期间尽早声明相关专利。`, en: `Patents concerned should be declared early in the meeting of {{< days >}}.`}},
		},
	}},
	{id: "help", heading: text{"帮助", "Help"}, percent: 70, body: []paragraph{
		{
			{
				{zh: `$abbr秘书处乐于审阅草稿：{{< contact "secretariat" >}}，{{< contact "secretariat" "tel" >}}。`, en: `The $abbr secretariat is glad to look at drafts: {{< contact "secretariat" >}}, {{< contact "secretariat" "tel" >}}.`},
				{zh: `如有疑问，请发邮件至{{< contact "secretariat" "email" >}}，或参阅{{< link "guide" >}}。`, en: `For questions, please write to {{< contact "secretariat" "email" >}} or see the {{< link "guide" >}}.`},
			},
		},
	}},
}
