package sample

// programmeTopics are about what happens beside the meeting.
var programmeTopics = []topic{
	{id: "exhibition", heading: text{"展览和演示", "Exhibition and demonstrations"}, needs: "event exhibition", key: choice{
		{zh: `{{< event "exhibition" "title" >}}：{{< event "exhibition" >}}。`, en: `{{< event "exhibition" "title" >}}: {{< event "exhibition" >}}.`},
	}, body: []paragraph{
		{
			{{zh: `成员可以免费展示其成果，每个展位约${4-9}平方米。`, en: `Members can show their results free of charge; a stand has about ${4-9} square metres.`}},
			{
				{zh: `展品和电源需求须在{{< deadline "exhibits" "date" >}}之前申报。`, en: `Exhibits and the power they need must be announced by {{< deadline "exhibits" "date" >}}.`},
				{needs: "!deadline exhibits", zh: `请联系{{< contact "host" >}}。`, en: `Please contact {{< contact "host" >}}.`},
			},
		},
	}},
	{id: "webinar", heading: text{"网络研讨会", "Webinar"}, needs: "event webinar", body: []paragraph{
		{{{zh: `会前将举办{{< event "webinar" "title" >}}，时间为{{< event "webinar" >}}。`, en: `Before the meeting, the {{< event "webinar" "title" >}} will be held on {{< event "webinar" >}}.`}}},
	}},
	{id: "interop", heading: text{"互通测试", "Interoperability testing"}, needs: "event hackathon", body: []paragraph{
		{
			{{zh: `{{< event "hackathon" "title" >}}的时间为{{< event "hackathon" >}}，结果将报告$group。`, en: `The {{< event "hackathon" "title" >}} runs {{< event "hackathon" >}}; its results will be reported to $group.`}},
			{{zh: `每个单位最多可派${2-5}人。`, en: `An organization can send up to ${2-5} persons.`}},
		},
	}},
	{id: "social", heading: text{"社交活动", "Social events"}, needs: "place", key: choice{
		{zh: `{{< event "reception" "title" >}}：{{< event "reception" >}}。`, en: `{{< event "reception" "title" >}}: {{< event "reception" >}}.`},
		{needs: "!event reception", zh: `东道国安排的活动将在注册台公布。`, en: `Social events will be announced at the registration desk.`},
	}, body: []paragraph{
		{
			{{zh: `{{< event "reception" "title" >}}由{{< host >}}主办，所有与会者均受邀参加。`, en: `The {{< event "reception" "title" >}} is given by the {{< host >}}; all participants are invited.`}},
			{
				{zh: `{{< event "visit" "title" >}}定于{{< event "visit" >}}，名额为${20-60}人。`, en: `The {{< event "visit" "title" >}} is on {{< event "visit" >}}; there are ${20-60} places.`},
			},
			{
				{zh: `会场每天上午和下午供应茶点，午餐自理。`, en: `Refreshments are served in the morning and the afternoon; lunch is at your own expense.`},
				{zh: `请在注册时注明饮食要求。`, en: `Please state dietary requirements on registration.`},
			},
		},
	}},
	{id: "side-events", heading: text{"边会", "Side events"}, needs: "deadline side-events", key: choice{
		{zh: `会议室预约截止日期为{{< deadline "side-events" >}}。`, en: `Rooms for side events can be requested until {{< deadline "side-events" >}}.`},
	}, body: []paragraph{
		{{{zh: `会场可提供${2-4}间会议室，每间可容纳${20-45}人，按先到先得的原则分配。`, en: `There are ${2-4} rooms for ${20-45} persons each, which are assigned in the order of requests.`}}},
	}},
}

// placeTopics are about the venue and the city.
var placeTopics = []topic{
	{id: "venue", heading: text{"会场", "Venue"}, needs: "place", key: choice{{zh: `{{< venue >}}`, en: `{{< venue >}}`}}, body: []paragraph{
		{
			{
				{zh: `会场的地址：{{< venue "addresses" >}}。`, en: `The address of the venue is {{< venue "addresses" >}}.`},
				{zh: `会议在{{< venue "name" >}}举行，地址为{{< venue "address" >}}。`, en: `The meeting is held at the {{< venue "name" >}}, {{< venue "address" >}}.`},
			},
			{{zh: `当地文字的城市名称为{{< lang "$lang" >}}$local{{< /lang >}}，可出示给出租车司机。`, en: `In the local language, the city is called {{< lang "$lang" >}}$local{{< /lang >}}, which can be shown to a driver.`}, {}},
			{{zh: `楼宇和会议室见[会场页](venue#north)。`, en: `Buildings and rooms are listed [on the venue page](venue#north).`}},
		},
		{{
			{needs: "long", zh: "| 楼层 | 用途 | 开放时间 |\n| --- | --- | --- |\n| 底层 | 注册、餐饮 | 08:00–18:00 |\n| 二层 | 全体会议 | 08:30–18:30 |\n| 三层 | 工作组、起草组 | 08:30–20:00 |",
				en: "| Floor | Used for | Hours |\n| --- | --- | --- |\n| Ground | Registration, catering | 08:00–18:00 |\n| First | Plenaries | 08:30–18:30 |\n| Second | Working parties, drafting groups | 08:30–20:00 |"},
			{},
		}},
	}},
	{id: "arrival", heading: text{"抵达和市内交通", "Arrival and local transport"}, needs: "place", percent: 80, key: choice{
		{zh: `从机场到会场约需${25-60}分钟。`, en: `The venue is about ${25-60} minutes from the airport.`},
		{zh: `会场乘公共交通可达。`, en: `The venue can be reached by public transport.`},
	}, body: []paragraph{
		{
			{
				{zh: `更多信息见{{< link "practical" >}}。`, en: `For more, please see {{< link "practical" >}}.`},
				{zh: `机场设有${1-3}个接待台，在会议前一天和首日开放。`, en: `There are ${1-3} welcome desks at the airport, open on the eve and on the first day of the meeting.`},
			},
		},
		{{{
			zh: "| 方式 | 时间（分钟） | 间隔（分钟） |\n| --- | --- | --- |\n| 轨道交通 | ${20-35} | ${6-15} |\n| 公共汽车 | ${36-60} | ${16-30} |\n| 出租车 | ${15-40} | – |",
			en: "| Means | Time (minutes) | Every (minutes) |\n| --- | --- | --- |\n| Rail | ${20-35} | ${6-15} |\n| Bus | ${36-60} | ${16-30} |\n| Taxi | ${15-40} | – |",
		}}},
		{{{zh: `请只乘坐有标志的出租车，并索取收据。`, en: `Please take marked taxis only, and ask for a receipt.`}, {}}},
	}},
	{id: "hotels", heading: text{"酒店", "Hotels"}, needs: "deadline hotel", key: choice{
		{zh: `优惠价房间保留至{{< deadline "hotel" >}}。`, en: `Rooms at reduced rates are held until {{< deadline "hotel" >}}.`},
	}, body: []paragraph{
		{{
			{zh: `请在{{< lead "hotel" >}}预订，预订时请说明参加$abbr会议。`, en: `Please book {{< lead "hotel" >}}, and mention the meeting of $abbr.`},
			{zh: `酒店不在会场之内；预订时请出示注册确认函。`, en: `The hotels are outside the venue; please show the confirmation of registration when booking.`},
		}},
		{{{
			zh: "| 酒店 | 步行（分钟） | 房间数 |\n| --- | --- | --- |\n| 公园酒店 | ${3-7} | ${20-45} |\n| 车站酒店 | ${8-12} | ${46-80} |\n| 大学招待所 | ${13-19} | ${10-18} |\n| 滨水酒店 | ${21-30} | ${81-120} |",
			en: "| Hotel | On foot (minutes) | Rooms |\n| --- | --- | --- |\n| Park Hotel | ${3-7} | ${20-45} |\n| Station Hotel | ${8-12} | ${46-80} |\n| University Guest House | ${13-19} | ${10-18} |\n| Waterside Hotel | ${21-30} | ${81-120} |",
		}}},
		{{{zh: `房费由与会者自付，取消预订须提前${2-5}天。`, en: `Participants pay for their rooms; cancellations are free until ${2-5} days ahead.`}}},
	}},
	{id: "health", heading: text{"健康和安全", "Health and safety"}, needs: "place", percent: 45, key: choice{
		{zh: `会场设有医务室。`, en: `There is a first-aid room at the venue.`},
	}, body: []paragraph{
		{
			{{zh: `医务室位于北楼底层，在会议期间开放。`, en: `It is on the ground floor of the North Building and open during sessions.`}},
			{
				{zh: `建议购买涵盖整个行程的医疗保险。`, en: `Participants are advised to have health insurance for the whole journey.`},
				{zh: `请熟悉最近的紧急出口。`, en: `Please note the nearest emergency exit.`},
			},
		},
	}},
	{id: "accessibility", heading: text{"无障碍", "Accessibility"}, needs: "place", percent: 50, key: choice{
		{zh: `会场的所有楼层均可乘轮椅抵达。`, en: `All floors of the venue can be reached by wheelchair.`},
	}, body: []paragraph{
		{
			{{zh: `有具体需求的与会者请最迟在会前${10-25}天告知{{< contact "secretariat" >}}。`, en: `Participants with specific needs are asked to tell {{< contact "secretariat" >}} at least ${10-25} days before the meeting.`}},
			{{zh: `主会议厅设有*感应线圈*。`, en: `The main hall has an *induction loop*.`}, {}},
		},
	}},
	{id: "climate", heading: text{"气候和货币", "Climate and money"}, needs: "place", percent: 40, body: []paragraph{
		{
			{
				{zh: `会议期间的日间气温通常为${8-14}至${15-28}摄氏度。`, en: `Daytime temperatures during the meeting are usually between ${8-14} and ${15-28} degrees Celsius.`},
				{zh: `请准备雨具和保暖衣物，会议厅有空调。`, en: `Please bring protection against rain and warm clothing; the halls are air-conditioned.`},
			},
			{
				{zh: `多数商店接受银行卡，机场和车站可以兑换货币。`, en: `Most shops take cards; money can be changed at the airport and the station.`},
				{zh: `服务费通常已包括在价格之内，约为${5-15}%。`, en: `Service is usually included in prices, at about ${5-15}%.`},
			},
		},
	}},
	{id: "host", heading: text{"东道国联系人", "Contact at the host"}, needs: "place", key: choice{
		{zh: `东道国联系人为{{< contact "host" "person" >}}。`, en: `The contact is {{< contact "host" "person" >}}.`},
		{needs: "!contact host person", zh: `请联系{{< contact "host" "name" >}}。`, en: `Please contact the {{< contact "host" "name" >}}.`},
	}, body: []paragraph{
		{{{zh: `与当地安排有关的任何其他事宜，请联系：`, en: `For anything else concerning local arrangements, please contact:`}}},
		{
			{{zh: `- {{< contact "host" "name" >}}`, en: `- {{< contact "host" "name" >}}`}},
			{{zh: `- 电子邮件：{{< contact "host" >}}`, en: `- E-mail: {{< contact "host" >}}`}},
			{{zh: `- 抄送：{{< contact "host" "cc" >}}`, en: `- Copy: {{< contact "host" "cc" >}}`}},
			{{zh: `- 电话：{{< contact "host" "tel" >}}`, en: `- Telephone: {{< contact "host" "tel" >}}`}},
		},
		{{
			{needs: "long", zh: `会议于{{< opening "date" >}}开幕；{{< days >}}期间，注册台每天自08:15起有人值班。`, en: `The meeting opens on {{< opening "date" >}}; the registration desk is staffed from 08:15 each day ({{< days >}}).`},
			{},
		}},
	}},
}

// stayTopics are about life beside the sessions.
var stayTopics = []topic{
	{id: "meals", heading: text{"餐饮", "Meals"}, needs: "place", percent: 60, key: choice{
		{zh: `会场设有餐厅和咖啡厅。`, en: `There are a restaurant and a coffee shop at the venue.`},
	}, body: []paragraph{
		{
			{
				{zh: `餐厅有${150-400}个座位，供应素食。`, en: `The restaurant has ${150-400} seats and serves vegetarian dishes.`},
				{zh: `会场附近步行${5-12}分钟可达多家餐馆。`, en: `Several restaurants can be reached in ${5-12} minutes on foot.`},
			},
			{{zh: `上午和下午的休息时间供应咖啡和茶。`, en: `Coffee and tea are served in the breaks.`}, {}},
			{{zh: `请自带水杯，会场设有饮水机。`, en: `Please bring a cup of your own; there are water dispensers.`}, {}},
		},
	}},
	{id: "emergency", heading: text{"紧急情况", "Emergencies"}, needs: "place", percent: 45, body: []paragraph{
		{{{zh: `紧急情况下请拨打下列内部号码：`, en: `In an emergency, please call these extensions:`}}},
		{{{
			zh: "| 服务 | 内部号码 |\n| --- | --- |\n| 保安 | ${100-299} |\n| 医务室 | ${300-499} |\n| 消防 | ${500-699} |\n| 失物招领 | ${700-899} |",
			en: "| Service | Extension |\n| --- | --- |\n| Security | ${100-299} |\n| First aid | ${300-499} |\n| Fire | ${500-699} |\n| Lost property | ${700-899} |",
		}}},
		{{
			{zh: `听到警报后请从最近的出口离开，不要使用电梯，并在[北楼](venue#north)前的广场集合。`, en: `On hearing the alarm, please leave by the nearest exit, do not use the lifts, and gather on the square in front of the [North Building](venue#north).`},
			{zh: `如遇警报，请听从工作人员的指示。`, en: `If there is an alarm, please follow the instructions of the staff.`},
		}},
	}},
	{id: "customs", heading: text{"设备入境", "Bringing equipment"}, needs: "place, long", percent: 40, key: choice{
		{zh: `演示设备入境须办理手续。`, en: `Equipment for demonstrations needs to be declared.`},
	}, body: []paragraph{
		{
			{{zh: `请至少提前${3-6}周将设备清单发至{{< contact "host" >}}，并注明价值和重量。`, en: `Please send a list of the equipment, with its value and weight, to {{< contact "host" >}} at least ${3-6} weeks in advance.`}},
			{
				{zh: `发射无线电波的设备须事先获得许可。`, en: `Equipment that transmits radio waves needs a licence.`},
				{zh: `会议结束后，设备须原样运出。`, en: `After the meeting, it must leave the country again.`},
			},
		},
	}},
	{id: "sights", heading: text{"当地游览", "Around the city"}, needs: "place", percent: 50, body: []paragraph{
		{
			{
				{zh: `{{< city >}}的老城在会场步行范围之内，设有${3-9}条标识路线。`, en: `The old town of {{< city >}} is within walking distance, with ${3-9} marked routes.`},
				{zh: `{{< city >}}的博物馆向持会议证件者免费开放。`, en: `The museums of {{< city >}} are free for holders of a badge of the meeting.`},
			},
			{
				{zh: `城市地图可在注册台领取，也可参阅{{< link "practical" >}}。`, en: `Maps are available at the registration desk, and under {{< link "practical" >}}.`},
				{zh: `傍晚的导游参观请在注册台报名。`, en: `Guided tours in the evening can be booked at the registration desk.`},
			},
		},
		{{{zh: `> “$city人待客如家人。”`, en: `> “In $city, a guest is family.”`}, {}}},
	}},
}
