package sample

// participationTopics are about who can take part, and how.
var participationTopics = []topic{
	{id: "pre-registration", heading: text{"注册", "Registration"}, key: choice{
		{zh: `与会者须在线注册，截止日期为{{< deadline "registration-form" >}}。`, en: `Online registration is mandatory; the deadline is {{< deadline "registration-form" >}}.`},
		{zh: `请最迟于{{< deadline "registration-form" "date" >}}在线注册。`, en: `Please register online by {{< deadline "registration-form" "date" >}} at the latest.`},
	}, body: []paragraph{
		{
			{
				{zh: `请在{{< lead "registration" >}}通过{{< link "home" >}}办理。`, en: `Please register {{< lead "registration" >}} through the {{< link "home" >}}.`},
				{zh: `注册表格见{{< link "home" >}}，建议在{{< lead "registration" >}}填写。`, en: `The form is found on the {{< link "home" >}}; it is best completed {{< lead "registration" >}}.`},
			},
			{{zh: `根据{{< document "registration-circular" >}}，每项注册申请均须经联系人批准。`, en: `Under {{< document "registration-circular" >}}, every registration must be approved by the focal point.`}, {}},
			{
				{zh: `批准通常需要${2-6}个工作日。`, en: `Approval usually takes ${2-6} working days.`},
				{},
			},
		},
		{
			{
				{zh: `现场注册自{{< registration >}}起在会场办理，请携带带照片的身份证件。`, en: `Registration on site begins on {{< registration >}} at the venue; please bring a document with a photograph.`},
				{needs: "place", zh: `证件在[北楼](venue#north)发放，请全程佩戴。`, en: `Badges are issued in the [North Building](venue#north) and must be worn at all times.`},
				{needs: "remote", zh: `注册后将收到会议平台的登录信息。`, en: `Those who register will receive the details to sign in to the meeting platform.`},
			},
			{{zh: `请各成员尽可能吸收女性担任代表。`, en: `Members are invited to include women in their delegations wherever possible.`}, {}},
		},
	}},
	{id: "new-delegates", heading: text{"新代表", "New delegates"}, needs: "event newcomers", key: choice{
		{zh: `{{< event "newcomers" "title" >}}：{{< event "newcomers" >}}。`, en: `{{< event "newcomers" "title" >}}: {{< event "newcomers" >}}.`},
		{zh: `{{< event "newcomers" "title" >}}定于{{< event "newcomers" "date" >}}举行。`, en: `The {{< event "newcomers" "title" >}} is held on {{< event "newcomers" "date" >}}.`},
	}, body: []paragraph{
		{
			{
				{zh: `请首次参会的代表参加，了解$group的工作。`, en: `Those who attend for the first time are invited to learn about the work of $group.`},
				{zh: `内容包括$org的结构、文件系统和批准程序，约${30-60}分钟。`, en: `It explains the structure of $org, its documents and its approval procedures, in about ${30-60} minutes.`},
			},
			{{zh: `另请参阅{{< link "guide" >}}。`, en: `Please also see the {{< link "guide" >}}.`}, {}},
		},
	}},
	{id: "fellowships", heading: text{"与会补贴", "Fellowships"}, needs: "deadline fellowships", key: choice{
		{zh: `与会补贴申请的截止日期为{{< deadline "fellowships" >}}。`, en: `The deadline for fellowship requests is {{< deadline "fellowships" >}}.`},
	}, body: []paragraph{
		{
			{
				{zh: `为便于符合条件的国家派代表与会，每个国家最多可获${2-4}份补贴。`, en: `To help eligible countries take part, up to ${2-4} fellowships per country are available.`},
				{zh: `视资金情况，本次会议提供${8-30}份非全额补贴。`, en: `Depending on funds, ${8-30} partial fellowships are offered for this meeting.`},
			},
			{{zh: `每份补贴包括下列两项之一：`, en: `A fellowship covers one of the following:`}},
		},
		{
			{{zh: `- **机票**：经济舱往返票一张，取最经济的路线；`, en: `- **air ticket**: one return ticket in economy class, by the most economical route;`}},
			{{zh: `- **每日津贴**：用以支付食宿和杂费。`, en: `- **daily allowance**: to cover accommodation, meals and incidentals.`}},
		},
		{
			{
				{zh: `申请可通过电子邮件发至{{< contact "fellowships" >}}，或传真至{{< contact "fellowships" "fax" >}}。`, en: `Requests can be sent by e-mail to {{< contact "fellowships" >}} or by fax to {{< contact "fellowships" "fax" >}}.`},
				{zh: `申请表见{{< link "home" >}}，填写后发至{{< contact "fellowships" >}}。`, en: `The form is found on the {{< link "home" >}}; please return it to {{< contact "fellowships" >}}.`},
			},
			{{zh: `根据{{< document "resolution" >}}，发放补贴时考虑性别平衡和区域平衡。`, en: `Under {{< document "resolution" >}}, awards take account of gender and regional balance.`}, {}},
		},
		{{{zh: `评审标准包括：`, en: `The criteria are:`}}},
		{
			{{zh: `- 可用的预算；`, en: `- the available budget;`}},
			{{zh: `- 是否提交文稿；`, en: `- active participation, including contributions;`}},
			{{zh: `- 国家和区域之间的公平分配；`, en: `- equitable distribution among countries and regions;`}},
			{{zh: `- 残疾人和有具体需求人士的申请。`, en: `- applications by persons with disabilities and with specific needs.`}},
		},
		{{
			{zh: "> [!NOTE]\n> 建议{{< lead \"fellowships\" >}}注册，而补贴申请的截止日期是{{< deadline \"fellowships\" \"date\" >}}，早于该日；请以截止日期为准。",
				en: "> [!NOTE]\n> Registration is advised {{< lead \"fellowships\" >}}, while requests are due by {{< deadline \"fellowships\" \"date\" >}}, which is earlier; please go by the deadline."},
			{},
		}},
	}},
	{id: "visa", heading: text{"签证", "Visas"}, needs: "deadline visa", key: choice{
		{zh: `签证协办函须直接向东道国申请，截止日期为{{< deadline "visa" >}}。`, en: `Visa support letters must be requested from the host by {{< deadline "visa" >}}.`},
	}, body: []paragraph{
		{
			{
				{zh: `一些国家的与会者入境可能需要签证。签证要求请向东道国驻贵国的使领馆查询。`, en: `Participants from some countries need a visa for the host country. Please ask its embassy or consulate about the requirements.`},
				{zh: `是否需要签证，请查阅{{< link "visa-check" >}}。`, en: `Whether a visa is needed is explained under {{< link "visa-check" >}}.`},
			},
			{
				{zh: `请**务必**在{{< lead "visa" >}}向{{< contact "host" >}}提出申请，并抄送{{< contact "host" "cc" >}}。`, en: `Please **make sure** to apply {{< lead "visa" >}} to {{< contact "host" >}}, with a copy to {{< contact "host" "cc" >}}.`},
				{zh: `请在{{< lead "visa" >}}向{{< contact "host" >}}提出申请。`, en: `Please apply {{< lead "visa" >}} to {{< contact "host" >}}.`},
			},
		},
		{{{zh: `申请须附下列材料：`, en: `A request must include:`}}},
		{
			{{zh: `- 护照首页的扫描件，护照有效期至少为${6-9}个月；`, en: `- a scan of the passport, valid for at least ${6-9} months;`}},
			{{zh: `- 注册确认函；`, en: `- the confirmation of registration;`}},
			{{zh: `- 行程和住宿信息。`, en: `- details of travel and accommodation.`}, {zh: `- 派出单位的证明。`, en: `- a letter of the sending organization.`}},
		},
		{{{needs: "host, long", zh: "> [!NOTE]\n> 使馆受理申请所需的时间不尽相同，请及早申请。", en: "> [!NOTE]\n> Embassies take different times to handle a request; please apply early."}, {}}},
	}},
}

// delegationTopics are about those who come.
var delegationTopics = []topic{
	{id: "delegations", heading: text{"代表团", "Delegations"}, percent: 60, key: choice{
		{zh: `每个代表团应指定一名团长。`, en: `Every delegation names a head.`},
	}, body: []paragraph{
		{
			{{zh: `与会者名单将在会议首日登载，并每天更新。`, en: `The list of participants is posted on the first day and updated daily.`}},
			{
				{zh: `对名单的更正请告知注册台或发邮件至{{< contact "secretariat" >}}。`, en: `Corrections can be given to the registration desk or sent to {{< contact "secretariat" >}}.`},
				{zh: `不愿列入名单者请在注册时说明。`, en: `Those who do not wish to be listed should say so on registration.`},
			},
			{
				{zh: `超过${8-15}人的代表团请提前告知，以便安排座位。`, en: `Delegations of more than ${8-15} persons are asked to give notice, so that seats can be arranged.`},
				{},
			},
		},
	}},
	{id: "experts", heading: text{"受邀专家", "Invited experts"}, needs: "deadline experts", body: []paragraph{
		{
			{{zh: `成员可以在{{< deadline "experts" >}}之前推荐受邀专家。`, en: `Members can suggest experts to be invited by {{< deadline "experts" >}}.`}},
			{{zh: `专家只参加与其专长有关的会议，不参与决定。`, en: `Experts attend the sessions on their subject only and take no part in decisions.`}},
		},
	}},
	{id: "insurance", heading: text{"保险和责任", "Insurance and liability"}, needs: "place", percent: 45, key: choice{
		{zh: `与会者自行负责其保险。`, en: `Participants are responsible for their own insurance.`},
	}, body: []paragraph{
		{
			{{zh: `$org和东道国对与会者的意外、疾病或财物损失不承担责任。`, en: `Neither $org nor the host is liable for accidents, illness or loss of property.`}},
			{
				{zh: `获得补贴的代表须持有医疗保险证明。`, en: `Those who receive a fellowship need proof of health insurance.`},
				{zh: `贵重物品请勿留在会议厅内。`, en: `Valuables should not be left in the meeting rooms.`},
			},
		},
	}},
	{id: "expenses", heading: text{"费用报销", "Claims for expenses"}, needs: "deadline expenses", body: []paragraph{
		{
			{{zh: `报销单须在{{< deadline "expenses" >}}之前收到，并附登机牌和收据。`, en: `Claims must be received by {{< deadline "expenses" >}}, with boarding passes and receipts.`}},
			{{zh: `款项通常在${20-40}天内支付。`, en: `They are usually paid within ${20-40} days.`}},
		},
	}},
}
