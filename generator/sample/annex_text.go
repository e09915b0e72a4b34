package sample

// annexParts are what annex A says, in its order.
var annexParts = []part{
	{"methods", text{"工作方法和设施", "Working methods and facilities"}, methodTopics},
	{"work", text{"会议的工作", "Work of the meeting"}, sessionTopics},
	{"participation", text{"注册和参会", "Registration and participation"}, participationTopics},
	{"delegates", text{"代表和费用", "Delegates and expenses"}, delegationTopics},
	{"programme", text{"会议之外的活动", "Activities beside the meeting"}, programmeTopics},
	{"place", text{"会场和城市", "Venue and city"}, placeTopics},
	{"stay", text{"停留期间", "During the stay"}, stayTopics},
}

// methodTopics are about documents, languages and facilities.
var methodTopics = []topic{
	{id: "documents", heading: text{"文件的提交和获取", "Submission of and access to documents"}, key: choice{
		{zh: `文稿的截止日期为{{< deadline "contributions" "date" >}}。`, en: `The deadline for contributions is {{< deadline "contributions" "date" >}}.`},
		{zh: `会议为无纸化会议，文稿须最迟于{{< deadline "contributions" "date" >}}提交。`, en: `The meeting is paperless; contributions must be submitted by {{< deadline "contributions" "date" >}} at the latest.`},
	}, body: []paragraph{
		{
			{
				{zh: `成员文稿请通过文件直传系统提交，截止时间为{{< deadline "contributions" >}}。`, en: `Members should submit their contributions by direct document posting; the deadline is {{< deadline "contributions" >}}.`},
				{zh: `请尽早提交文稿，最迟不得晚于{{< deadline "contributions" >}}。`, en: `Please submit contributions as early as possible, and not later than {{< deadline "contributions" >}}.`},
			},
			{
				{zh: `每份文稿只宜讨论一个课题，正文以不超过${4-12}页为宜。`, en: `A contribution should address one Question only and should preferably not exceed ${4-12} pages.`},
				{zh: `超过${10-25}页的文稿应附摘要，摘要以不超过${150-300}字为宜。`, en: `Contributions of more than ${10-25} pages should have an abstract of no more than ${150-300} words.`},
				{},
			},
			{{zh: `需翻译的文稿须在{{< deadline "translation" "date" >}}之前收到。`, en: `Contributions that require translation must be received by {{< deadline "translation" "date" >}}.`}},
			{{zh: `新工作项目的提案须采用$series系列的模板，并在{{< deadline "new-work" "date" >}}之前提交。`, en: `Proposals for new work items must use the template of the $series series and be submitted by {{< deadline "new-work" "date" >}}.`}},
		},
		{
			{
				{zh: `会议文件登载于{{< link "home" >}}，仅供成员查阅。`, en: `The documents of the meeting are posted on the {{< link "home" >}} and are open to members only.`},
				{zh: `获取会议文件须使用成员账户，登录方法见{{< link "home" >}}。`, en: `Access to documents requires a member’s account; how to sign in is explained on the {{< link "home" >}}.`},
			},
			{
				{zh: `临时文件草案应使用相应模板，以电子邮件发至{{< contact "secretariat" >}}。`, en: `Draft temporary documents should use the template and be sent by e-mail to {{< contact "secretariat" >}}.`},
				{zh: `如有疑问，请致电{{< contact "secretariat" "tel" >}}。`, en: `For questions, please call {{< contact "secretariat" "tel" >}}.`},
			},
		},
		{{
			{needs: "long", zh: "| 文件种类 | 提交方式 | 语文 |\n| --- | --- | --- |\n| 成员文稿 | 文件直传 | 工作语文 |\n| 临时文件 | 电子邮件 | 英文 |\n| 联络声明 | 电子邮件 | 英文 |",
				en: "| Kind of document | How to submit it | Language |\n| --- | --- | --- |\n| Member contribution | Direct document posting | Working languages |\n| Temporary document | E-mail | English |\n| Liaison statement | E-mail | English |"},
			{},
		}},
	}},
	{id: "languages", heading: text{"语文服务", "Language services"}, key: choice{
		{needs: "!interpreted, !on request", zh: `会议不提供口译服务。`, en: `No interpretation will be provided.`},
		{needs: "interpreted", zh: `全体会议提供口译服务。`, en: `Interpretation will be provided at plenary sessions.`},
		{zh: `口译服务须最迟于{{< deadline "interpretation" "date" >}}申请。`, en: `Interpretation must be requested by {{< deadline "interpretation" "date" >}} at the latest.`},
	}, body: []paragraph{
		{
			{
				{needs: "!interpreted, !on request", zh: `经与$group管理班子商定，本次会议只使用英文。`, en: `As agreed with the management team of $group, the meeting will be run in English only.`},
				{needs: "interpreted", zh: `工作组和起草组只使用英文，闭幕全会提供口译。`, en: `Working parties and drafting groups will work in English only; the closing plenary will be interpreted.`},
				{zh: `请在{{< lead "interpretation" >}}提出申请，使用{{< link "form" >}}，每种语文至少需有${2-5}名代表提出申请。`, en: `Please ask for it {{< lead "interpretation" >}}, using the {{< link "form" >}}; a language needs requests from at least ${2-5} delegates.`},
			},
			{
				{needs: "captioning true", zh: `所有全体会议均提供英文字幕。`, en: `All plenary sessions will be captioned in English.`},
				{needs: "captioning false", zh: `会议不提供字幕。`, en: `There will be no captioning.`},
				{zh: `需要字幕者请在{{< deadline "captioning" "date" >}}之前提出。`, en: `Those who need captioning are asked to say so by {{< deadline "captioning" "date" >}}.`},
			},
			{
				{zh: `请发言者放慢语速，并在发言前报出姓名和所代表的单位。`, en: `Speakers are asked to speak slowly and to give their name and affiliation first.`},
				{zh: `发言稿请提前${1-3}个工作日发至{{< contact "secretariat" >}}。`, en: `Please send written statements to {{< contact "secretariat" >}} ${1-3} working days in advance.`},
				{},
			},
		},
	}},
	{id: "remote", heading: text{"远程参会", "Remote participation"}, needs: "!on-site", key: choice{
		{needs: "hybrid", zh: `部分会议可以远程参加，但须先注册。`, en: `Some sessions can be attended remotely, subject to registration.`},
		{needs: "remote", zh: `会议全程在线举行，与会者须先注册。`, en: `The whole meeting is online; participants must register first.`},
	}, body: []paragraph{
		{
			{
				{zh: `远程参会者须先登记，截止时间为{{< deadline "remote-access" >}}。`, en: `Remote participants must register in advance; the deadline is {{< deadline "remote-access" >}}.`},
				{zh: `连接方法见{{< link "remote" >}}。`, en: `How to connect is explained in the {{< link "remote" >}}.`},
			},
			{
				{zh: `请在{{< event "sound-check" >}}参加{{< event "sound-check" "title" >}}。`, en: `Please take part in the {{< event "sound-check" "title" >}} on {{< event "sound-check" >}}.`},
				{zh: `如有技术问题，请联系{{< contact "help" "name" >}}：{{< contact "help" >}}，{{< contact "help" "tel" >}}。`, en: `For technical problems, please contact the {{< contact "help" "name" >}}: {{< contact "help" >}}, {{< contact "help" "tel" >}}.`},
			},
		},
		{
			{{zh: `按照惯例，会议不因远程参会者无法接入或听不到他人发言而推迟或中断，具体由主席酌情决定。`, en: `In line with established practice, a session is not delayed or interrupted because a remote participant cannot connect or hear others, as the chair sees fit.`}},
			{
				{zh: `语音质量不佳时，主席可以打断其发言。`, en: `The chair may interrupt a remote participant whose voice is of poor quality.`},
				{zh: `请使用有线网络，带宽至少为${2-10} Mbit/s。`, en: `Please use a wired network with at least ${2-10} Mbit/s.`},
			},
		},
		{
			{{zh: `- 请使用带麦克风的耳机；`, en: `- Please use a headset with a microphone;`}},
			{{zh: `- 不发言时请关闭麦克风；`, en: `- mute the microphone when not speaking;`}},
			{{zh: `- 请以单位和姓名登录；`, en: `- sign in with your affiliation and name;`}, {zh: `- 请提前${10-20}分钟接入；`, en: `- connect ${10-20} minutes ahead;`}},
			{{zh: `- 要求发言请使用举手功能。`, en: `- ask for the floor by raising your hand.`}},
		},
	}},
	{id: "wireless", heading: text{"无线局域网和电源", "Wireless network and power"}, needs: "place", percent: 75, key: choice{
		{zh: `代表可在会场无线上网。`, en: `Delegates can use a wireless network at the venue.`},
		{zh: `会场设有无线局域网，每个座位均有电源插座。`, en: `The venue has a wireless network, and every seat a power socket.`},
	}, body: []paragraph{
		{
			{
				{zh: `网络名称和密码在注册台领取，每张证件可供${2-4}台设备使用。`, en: `The name and password of the network are given at the registration desk; one badge allows for ${2-4} devices.`},
				{zh: `请不要架设自己的接入点，以免干扰。`, en: `Please do not set up access points of your own, which would interfere.`},
			},
			{
				{zh: `电源电压为${220-240}伏，请自备转换插头。`, en: `The voltage is ${220-240} volts; please bring an adapter.`},
				{},
			},
		},
	}},
	{id: "printing", heading: text{"打印", "Printing"}, needs: "place", percent: 35, key: choice{
		{zh: `会场只提供少量打印服务。`, en: `Printing at the venue is limited.`},
	}, body: []paragraph{
		{{
			{zh: `打印机位于注册台旁，每位代表每天最多可打印${20-60}页。`, en: `A printer stands beside the registration desk; a delegate can print up to ${20-60} pages a day.`},
			{zh: `请发邮件至{{< contact "secretariat" >}}，并到注册台领取。`, en: `Please send documents to {{< contact "secretariat" >}} and collect them at the registration desk.`},
		}},
	}},
	{id: "conduct", heading: text{"行为准则", "Code of conduct"}, percent: 45, key: choice{
		{zh: `所有与会者应互相尊重。`, en: `All participants treat each other with respect.`},
		{zh: `会议上不允许任何形式的骚扰。`, en: `Harassment of any form is not tolerated at the meeting.`},
	}, body: []paragraph{
		{
			{{zh: `与会者注册时须同意$org行为准则。`, en: `On registration, participants agree to the $org code of conduct.`}},
			{
				{zh: `未经主席同意，不得对会议录音或录像。`, en: `Sessions must not be recorded without the consent of the chair.`},
				{zh: `会议讨论不得引用为任何单位的正式立场。`, en: `What is said in discussion must not be quoted as the position of any organization.`},
			},
			{{zh: `如有关切，请联系{{< contact "secretariat" "name" >}}。`, en: `Concerns can be raised with the {{< contact "secretariat" "name" >}}.`}, {}},
		},
	}},
	{id: "agenda-notes", heading: text{"议程和时间安排", "Agenda and time plan"}, needs: "agenda", percent: 60, key: choice{
		{zh: `议程草案见{{< annex "b" >}}。`, en: `The draft agenda is found in {{< annex "b" >}}.`},
	}, body: []paragraph{
		{
			{
				{zh: `对议程的修改请告知{{< officer "chair" >}}。`, en: `Proposals to change it should be addressed to {{< officer "chair" >}}.`},
				{zh: `议程以[第一项](annex-b#item-1)所述的开幕式开始。`, en: `It begins with the opening under [the first item](annex-b#item-1).`},
			},
			{
				{zh: `各次会议的时间和会议室见{{< annex "c" >}}；[闭幕全会](annex-c#closing-plenary)的时间为{{< event "closing-plenary" >}}。`, en: `The hours and rooms of all sessions are given in {{< annex "c" >}}; the [closing plenary](annex-c#closing-plenary) is on {{< event "closing-plenary" >}}.`},
				{needs: "!time plan", zh: `时间安排将于会前登载于{{< link "home" >}}。`, en: `The time plan will be posted on the {{< link "home" >}} before the meeting.`},
			},
		},
		{{{zh: `{{< event "liaison" "title" >}}的时间为{{< event "liaison" >}}。`, en: `The {{< event "liaison" "title" >}} takes place on {{< event "liaison" >}}.`}}},
		{{{zh: `{{< event "drafting" "title" >}}定于{{< event "drafting" "date" >}}。`, en: `The {{< event "drafting" "title" >}} is scheduled for {{< event "drafting" "date" >}}.`}}},
	}},
}

// sessionTopics are about how the meeting works.
var sessionTopics = []topic{
	{id: "sessions", heading: text{"会议的进行", "Conduct of sessions"}, percent: 80, key: choice{
		{zh: `每次会议均准时开始。`, en: `Every session begins on time.`},
		{zh: `发言以先申请先发言为原则。`, en: `The floor is given in the order of requests.`},
	}, body: []paragraph{
		{
			{
				{zh: `每次发言以${3-5}分钟为限，主席可以根据情况缩短。`, en: `A statement is limited to ${3-5} minutes, which the chair may shorten.`},
				{zh: `介绍文稿以${5-10}分钟为限，其后为讨论。`, en: `A contribution is presented in ${5-10} minutes at most, followed by discussion.`},
			},
			{
				{zh: `与会者默认已经阅读按时提交的文稿。`, en: `Contributions submitted in time are taken as read.`},
				{zh: `未派代表到会的成员，其文稿由主席介绍。`, en: `Contributions of members who are not represented are introduced by the chair.`},
			},
			{
				{zh: `特设组可以在午间和晚间开会，但不得与全体会议同时举行。`, en: `Ad hoc groups may meet at noon and in the evening, but not in parallel with a plenary.`},
				{zh: `起草组的结果须在闭幕全会前一天登载。`, en: `The results of drafting groups must be posted the day before the closing plenary.`},
				{},
			},
		},
		{
			{{zh: `为便于掌握时间，鼓励与会者使用会议聊天工具，由主席酌情决定。`, en: `To save time, participants are encouraged to use the chat tool, as the chair sees fit.`}, {}},
			{{zh: `意见一致的事项不作讨论，直接列入报告。`, en: `Matters on which there is agreement go into the report without discussion.`}, {}},
		},
	}},
	{id: "liaison", heading: text{"联络声明和报告", "Liaison statements and reports"}, percent: 65, key: choice{
		{zh: `联络声明须经闭幕全会批准。`, en: `Liaison statements need the approval of the closing plenary.`},
	}, body: []paragraph{
		{
			{
				{zh: `联络声明草案须在{{< deadline "liaison-statements" >}}之前提交。`, en: `Drafts are due by {{< deadline "liaison-statements" >}}.`},
				{needs: "!deadline liaison-statements", zh: `草案请发至{{< contact "secretariat" >}}，每份不超过${2-4}页。`, en: `Drafts should be sent to {{< contact "secretariat" >}} and not exceed ${2-4} pages.`},
			},
			{{zh: `请注明须采取行动的一方和答复期限。`, en: `Please say who is asked to act, and by when a reply is wanted.`}, {}},
			{
				{zh: `会议报告草案在会后${10-20}个工作日内登载。`, en: `The draft report is posted within ${10-20} working days after the meeting.`},
				{zh: `对报告草案的意见须在{{< deadline "comments" "date" >}}之前提出。`, en: `Comments on the draft report are welcome until {{< deadline "comments" "date" >}}.`},
			},
			{{zh: `报告人的进展报告须在{{< deadline "reports" >}}之前提交。`, en: `Progress reports of rapporteurs must be submitted by {{< deadline "reports" >}}.`}},
		},
	}},
	{id: "patents", heading: text{"知识产权", "Intellectual property"}, percent: 55, key: choice{
		{zh: `请尽早声明与建议书草案相关的专利。`, en: `Patents that concern draft Recommendations should be declared as early as possible.`},
	}, body: []paragraph{
		{
			{{zh: `主席将在每次会议开始时询问与会者是否知悉相关专利。`, en: `At the beginning of every session, the chair will ask whether anyone knows of such patents.`}},
			{
				{zh: `声明表格见{{< link "home" >}}。`, en: `The form is found on the {{< link "home" >}}.`},
				{zh: `软件版权的规则与此相同。`, en: `The same rules hold for copyright in software.`},
			},
			{{zh: `声明的内容由声明者负责，$org不作评价。`, en: `Those who declare are responsible for what they declare; $org does not assess it.`}, {}},
		},
	}},
	{id: "nominations", heading: text{"领导职位", "Leadership positions"}, needs: "deadline nominations", key: choice{
		{zh: `提名截止日期为{{< deadline "nominations" "date" >}}。`, en: `Nominations are due by {{< deadline "nominations" "date" >}}.`},
	}, body: []paragraph{
		{
			{{zh: `提名须附简历，以不超过${1-3}页为宜，并得到所属单位的支持。`, en: `A nomination includes a curriculum vitae of preferably not more than ${1-3} pages and is supported by the candidate’s organization.`}},
			{
				{zh: `候选人应能在${2-4}年的研究期内参加会议。`, en: `Candidates should be able to attend throughout the study period of ${2-4} years.`},
				{zh: `选任时考虑区域和性别的平衡。`, en: `Appointments take account of regional and gender balance.`},
			},
			{{zh: `现任{{< officer "vice-chair" >}}可以连任。`, en: `{{< officer "vice-chair" >}} can be appointed again.`}, {}},
		},
	}},
	{id: "environment", heading: text{"环境", "Environment"}, percent: 45, key: choice{
		{zh: `会议力求减少对环境的影响。`, en: `The meeting tries to keep its impact on the environment small.`},
	}, body: []paragraph{
		{{{zh: `请与会者：`, en: `Participants are asked:`}}},
		{
			{{zh: `- 尽可能不打印文件；`, en: `- not to print documents where possible;`}},
			{{zh: `- 不使用时关闭设备；`, en: `- to switch off equipment that is not in use;`}},
			{{needs: "place", zh: `- 乘坐公共交通；`, en: `- to use public transport;`}, {needs: "remote", zh: `- 不必要时关闭摄像头；`, en: `- to switch off cameras that are not needed;`}},
			{{zh: `- 对废弃物进行分类。`, en: `- to sort their waste.`}},
		},
		{{{zh: `上次会议用纸约${5-30}千克，本次会议的目标是减少${20-50}%。`, en: `The last meeting used about ${5-30} kilograms of paper; the aim for this one is ${20-50}% less.`}, {}}},
	}},
}
