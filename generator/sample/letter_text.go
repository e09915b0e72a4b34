package sample

// letterTopics are what letters say, in their order.
var letterTopics = []topic{
	{body: []paragraph{
		{{{zh: `尊敬的先生/女士：`, en: `Dear Sir/Madam,`}}},
		{
			{
				{zh: `我很高兴邀请您出席$group的会议。`, en: `I am pleased to invite you to attend the meeting of $group.`},
				{zh: `谨邀请您参加$group的下一次会议。`, en: `I have the honour to invite you to the next meeting of $group.`},
				{zh: `谨通知您，$group将举行会议，欢迎您参加。`, en: `I should like to inform you that $group will meet, and to invite you to take part.`},
			},
			{
				{zh: `应{{< host >}}盛情邀请，会议将于{{< days "from" >}}（含首末两日）在{{< city >}}{{< venue "name" >}}举行。`,
					en: `At the kind invitation of the {{< host >}}, it will take place in {{< city >}}, at the {{< venue "name" >}}, {{< days "from" >}} inclusive.`},
				{needs: "!host", zh: `会议将于{{< days "from" >}}在{{< city >}}的{{< venue "name" >}}举行。`,
					en: `It will be held at the {{< venue "name" >}} in {{< city >}} {{< days "from" >}}.`},
				{needs: "remote", zh: `会议将于{{< days "from" >}}以全程远程方式举行，{{< opening >}}开幕。`,
					en: `It will be held fully remotely {{< days "from" >}}. It opens on {{< opening >}}.`},
			},
			{
				{needs: "place", zh: `首日会议于{{< opening "time" >}}开始，注册自{{< registration >}}起办理。`,
					en: `On the first day, it will begin at {{< opening "time" >}}; registration begins on {{< registration >}}.`},
				{needs: "place", zh: `会议于{{< opening >}}开幕，与会者可自{{< registration "date" >}}{{< registration "time" >}}起注册。`,
					en: `It opens on {{< opening >}}. Participants can register from {{< registration "time" >}} on {{< registration "date" >}}.`},
				{},
			},
		},
		{{{needs: "joint", zh: `会议由$group与$joint联合举行，两组的成员均可参加所有会议。`, en: `The meeting is held jointly by $group and $joint; members of either may attend all sessions.`}}},
		{{
			{zh: `$group是{{< lead-roles >}}。`, en: `$Group is {{< lead-roles >}}.`},
			{zh: `您知道，$group是{{< lead-roles >}}。`, en: `As you know, $group is {{< lead-roles >}}.`},
		}},
		{
			{
				{zh: `会议由{{< officer "chair" >}}主持，副主席为{{< officer "vice-chair" >}}。`, en: `{{< officer "chair" >}} will take the chair, assisted by {{< officer "vice-chair" >}}.`},
				{needs: "!officer vice-chair", zh: `会议由{{< officer "chair" >}}主持。`, en: `{{< officer "chair" >}} will take the chair.`},
			},
			{
				{needs: "!interpreted, !on request", zh: `会议全程只使用英文，不提供口译服务。`, en: `The entire meeting will be conducted in English only, and no interpretation will be provided.`},
				{needs: "interpreted", zh: `全体会议提供口译服务。`, en: `Interpretation will be provided at plenary sessions.`},
				{zh: `如需口译服务，请使用{{< link "form" >}}，在{{< deadline "interpretation" >}}之前提出申请。`, en: `Interpretation can be requested by {{< deadline "interpretation" >}}, using the {{< link "form" >}}.`},
			},
		},
		{{
			{zh: `会议的主要议题是$term1、$term2和$term3。`, en: `The main subjects of the meeting are $term1, $term2 and $term3.`},
			{zh: `本次会议将重点讨论$term1和$term2，并审议关于$term3的文稿。`, en: `The meeting will give priority to $term1 and $term2, and will consider contributions on $term3.`},
			{zh: `预计会议将完成关于$term1的工作，并就$term2启动新的工作项目。`, en: `The meeting is expected to complete its work on $term1 and to start new work items on $term2.`},
			{},
		}},
	}},
	{id: "consultation", heading: text{"成员国磋商", "Consultation of Member States"}, needs: "document consultation", body: []paragraph{
		{{
			{zh: `谨请您注意{{< document "consultation" >}}。该通函涉及就下列案文与成员国进行的磋商：`,
				en: `I should like to draw your attention to {{< document "consultation" >}}. It concerns the consultation of Member States on the following texts:`},
			{zh: `{{< document "consultation" >}}就下列案文与成员国磋商，这些案文拟提请本次会议批准：`,
				en: `{{< document "consultation" >}} consults Member States on the following texts, which are submitted for approval at this meeting:`},
		}},
		{{{zh: `{{< texts "consultation" >}}`, en: `{{< texts "consultation" >}}`}}},
		{{
			{zh: `请各成员国注意，答复该项磋商的截止时间为{{< deadline "consultation" >}}。`, en: `Member States are asked to note that the deadline for replies is {{< deadline "consultation" >}}.`},
			{needs: "!deadline consultation", zh: `答复的方式和时限见该通函。`, en: `The manner and time limit of replies are given in that circular.`},
		}},
	}},
	{id: "workshop", heading: text{"讲习班", "Workshop"}, needs: "event workshop", body: []paragraph{
		{
			{
				{zh: `本次会议之前，{{< event "workshop" "title" >}}将于{{< event "workshop" "date" >}}在同一地点举办。`, en: `Before this meeting, the {{< event "workshop" "title" >}} will be held at the same location on {{< event "workshop" "date" >}}.`},
				{zh: `{{< event "workshop" "title" >}}定于{{< event "workshop" >}}举办。`, en: `The {{< event "workshop" "title" >}} is scheduled for {{< event "workshop" >}}.`},
			},
			{
				{zh: `讲习班的日程和注册表格见{{< link "home" >}}。`, en: `Its programme and registration form can be found on the {{< link "home" >}}.`},
				{zh: `讲习班对非成员开放，须在{{< lead "workshop" >}}注册。`, en: `It is open to non-members; registration is required {{< lead "workshop" >}}.`},
			},
			{{zh: `发言摘要的截止时间为{{< deadline "speakers" >}}。`, en: `Abstracts of talks are due by {{< deadline "speakers" >}}.`}},
			{{zh: `注册截止日期为{{< deadline "workshop-registration" "date" >}}。`, en: `Registration closes on {{< deadline "workshop-registration" "date" >}}.`}},
		},
		{{
			{zh: `讲习班之后，{{< event "management" "title" >}}将于{{< event "management" >}}举行。`, en: `After the workshop, the {{< event "management" "title" >}} will be held on {{< event "management" >}}.`},
		}},
	}},
	{id: "coordination", heading: text{"联合协调活动", "Joint coordination activity"}, needs: "event coordination", body: []paragraph{
		{{
			{zh: `另请注意，{{< event "coordination" "title" >}}将于{{< event "coordination" >}}召开。`, en: `Please also note that the {{< event "coordination" "title" >}} will be held on {{< event "coordination" >}}.`},
			{zh: `{{< event "coordination" "title" >}}的时间为{{< event "coordination" >}}，对所有与会者开放。`, en: `The {{< event "coordination" "title" >}} will meet on {{< event "coordination" >}} and is open to all participants.`},
		}},
	}},
	{id: "participation", heading: text{"参会", "Participation"}, percent: 85, body: []paragraph{
		{
			{
				{zh: `与会者须最迟于{{< deadline "registration-form" >}}在线注册。`, en: `Participants are requested to register online by {{< deadline "registration-form" >}}.`},
				{zh: `请通过{{< link "home" >}}注册，截止日期为{{< deadline "registration-form" "date" >}}。`, en: `Please register through the {{< link "home" >}} by {{< deadline "registration-form" "date" >}}.`},
			},
			{
				{zh: `需要签证协办者请在{{< deadline "visa" >}}之前向东道国提出申请，详见[签证](annex-a#visa)。`, en: `Those who need visa support should apply to the host by {{< deadline "visa" >}}, as explained under [visas](annex-a#visa).`},
				{zh: `入境可能需要签证；申请的截止日期为{{< deadline "visa" "date" >}}。`, en: `A visa may be needed to enter the country; requests for support are due by {{< deadline "visa" "date" >}}.`},
			},
			{{zh: `符合条件的国家可以申请与会补贴，截止日期为{{< deadline "fellowships" "date" >}}。`, en: `Eligible countries can apply for fellowships until {{< deadline "fellowships" "date" >}}.`}},
			{{zh: `首次参会的代表请参加{{< event "newcomers" >}}的{{< event "newcomers" "title" >}}。`, en: `Those who attend for the first time are invited to the {{< event "newcomers" "title" >}} ({{< event "newcomers" >}}).`}},
		},
		{
			{
				{needs: "hybrid", zh: `部分会议可以远程参加，远程参会者没有表决权。`, en: `Some sessions can be attended remotely; remote participants do not vote.`},
				{needs: "remote", zh: `会议平台的登录信息将发给所有已注册的与会者。`, en: `Details of the meeting platform will be sent to all who have registered.`},
				{needs: "on-site", zh: `本次会议不提供远程参会服务。`, en: `Remote participation will not be possible at this meeting.`},
			},
			{
				{zh: `请各成员在组成代表团时考虑性别平衡。`, en: `Members are encouraged to consider gender balance in their delegations.`},
				{zh: `欢迎学术界和中小企业参加。`, en: `Academia and small enterprises are welcome.`},
				{},
			},
		},
	}},
	{id: "contributions", heading: text{"文稿", "Contributions"}, percent: 80, body: []paragraph{
		{
			{
				{zh: `请各成员就$term1和$term3提交文稿，截止时间为{{< deadline "contributions" >}}。`, en: `Members are invited to submit contributions on $term1 and $term3 by {{< deadline "contributions" >}}.`},
				{zh: `提交文稿的截止时间为{{< deadline "contributions" >}}；迟交的文稿只登载，不讨论。`, en: `The deadline for contributions is {{< deadline "contributions" >}}; late contributions are posted and not discussed.`},
			},
			{{zh: `关于$term1的问卷请在{{< deadline "questionnaire" "date" >}}之前答复。`, en: `The questionnaire on $term1 should be answered by {{< deadline "questionnaire" "date" >}}.`}},
			{{zh: `副主席候选人的提名须在{{< deadline "nominations" "date" >}}之前收到。`, en: `Nominations for vice-chairs must be received by {{< deadline "nominations" "date" >}}.`}},
			{{zh: `文件的提交方式见{{< annex "a" >}}。`, en: `How to submit documents is explained in {{< annex "a" >}}.`}, {}},
		},
	}},
	{id: "deadlines", heading: text{"重要截止日期", "Key deadlines"}, body: []paragraph{
		{{{zh: `{{< deadlines >}}`, en: `{{< deadlines >}}`}}},
	}},
	{id: "annexes", heading: text{"附件", "Annexes"}, body: []paragraph{
		{
			{{zh: `会议实用信息见{{< annex "a" >}}。`, en: `Practical information for the meeting is given in {{< annex "a" >}}.`}},
			{
				{zh: `议程草案经与{{< officer "chair" >}}商定，载于{{< annex "b" >}}。`, en: `The draft agenda, as agreed with {{< officer "chair" >}}, is set out in {{< annex "b" >}}.`},
				{zh: `议程草案见{{< annex "b" >}}。`, en: `The draft agenda is contained in {{< annex "b" >}}.`},
			},
			{{zh: `时间安排草案见{{< annex "c" >}}；{{< event "opening-plenary" "title" >}}的时间为{{< event "opening-plenary" >}}。`, en: `The draft time plan is found in {{< annex "c" >}}; the {{< event "opening-plenary" "title" >}} is on {{< event "opening-plenary" >}}.`}},
			{{zh: `另请参阅{{< annex "d" >}}。`, en: `Please see {{< annex "d" >}} as well.`}},
		},
		{{
			{zh: `祝会议圆满成功。`, en: `I wish you a productive meeting.`},
			{zh: `祝您在会上诸事顺利，成果丰硕。`, en: `I wish you a smooth and fruitful meeting.`},
			{zh: `期待与您在{{< city >}}相见。`, en: `I look forward to seeing you in {{< city >}}.`},
		}},
	}},
}
