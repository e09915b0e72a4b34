package sample

import "slices"

// field is what a group works on.
type field struct {
	name   text // as inside a sentence
	series string
	terms  []text // what meetings speak of, as inside a sentence
}

// The fields of work, by the letter of their series of Recommendations.
var (
	timing = field{text{"网络定时", "network timing"}, "T", []text{
		{"网络时钟的保持性能", "holdover of network clocks"},
		{"分组网络的相位同步", "phase synchronization in packet networks"},
		{"时间分配的安全", "security of time distribution"},
		{"主参考时钟的验收测试", "acceptance tests of primary reference clocks"},
		{"抖动和漂移限值", "limits of jitter and wander"},
		{"闰秒的处理", "treatment of leap seconds"},
	}}
	numbering = field{text{"编号和寻址", "numbering and addressing"}, "N", []text{
		{"国际编号资源的分配", "assignment of international numbering resources"},
		{"号码携带", "number portability"},
		{"主叫身份的传送", "delivery of the calling party’s identity"},
		{"机器类通信的号码", "numbers for machine-type communication"},
		{"紧急呼叫的路由", "routing of emergency calls"},
		{"编号滥用的报告", "reporting of misuse of numbers"},
	}}
	environment = field{text{"电磁环境", "the electromagnetic environment"}, "E", []text{
		{"雷电防护", "protection against lightning"},
		{"人体暴露评估", "assessment of human exposure"},
		{"接地和等电位连接", "earthing and bonding"},
		{"设备的抗扰度", "immunity of equipment"},
		{"废旧设备的回收", "recycling of used equipment"},
		{"机房的能耗", "energy use of equipment rooms"},
	}}
	quantum = field{text{"量子通信网络", "quantum networks"}, "Q", []text{
		{"量子密钥分发的接口", "interfaces for quantum key distribution"},
		{"量子中继器", "quantum repeaters"},
		{"密钥管理层", "the key management layer"},
		{"纠缠源的表征", "characterization of entanglement sources"},
		{"可信节点的要求", "requirements for trusted nodes"},
	}}
	security = field{text{"网络安全", "network security"}, "S", []text{
		{"软件物料清单", "software bills of materials"},
		{"零信任架构", "zero trust architecture"},
		{"公钥证书的生命周期", "the life cycle of public-key certificates"},
		{"安全事件信息的交换", "exchange of information on incidents"},
		{"匿名化数据的使用", "use of anonymized data"},
		{"向抗量子密码的迁移", "migration to post-quantum cryptography"},
	}}
	optical = field{text{"光传送网", "optical transport networks"}, "O", []text{
		{"单模光纤的特性", "characteristics of single-mode fibre"},
		{"海底光缆系统", "submarine cable systems"},
		{"灵活栅格的信道规划", "flexible-grid channel plans"},
		{"前向纠错", "forward error correction"},
		{"光缆的现场接续", "field splicing of cables"},
		{"接入网的速率", "bit rates of access networks"},
	}}
	access = field{text{"无障碍和人的因素", "accessibility and human factors"}, "A", []text{
		{"实时文本", "real-time text"},
		{"远程手语翻译", "remote sign language interpretation"},
		{"会议字幕的质量", "quality of captions at meetings"},
		{"可触知的标志", "tactile signs"},
		{"语音界面", "voice interfaces"},
	}}
	quality = field{text{"性能和服务质量", "performance and quality of service"}, "P", []text{
		{"语音质量的客观评价", "objective assessment of speech quality"},
		{"视频会议的端到端时延", "end-to-end delay of video conferences"},
		{"网络测量点", "measurement points in networks"},
		{"用户投诉的统计", "statistics of customers’ complaints"},
		{"服务水平协议", "service level agreements"},
		{"众包测量", "crowdsourced measurements"},
	}}
	media = field{text{"多媒体编码", "multimedia coding"}, "M", []text{
		{"低时延音频编码", "low-delay audio coding"},
		{"静止图像的无损压缩", "lossless compression of still images"},
		{"沉浸式视频", "immersive video"},
		{"元数据的封装", "packaging of metadata"},
		{"互动电视的界面", "interfaces of interactive television"},
		{"数字签名的图像", "digitally signed images"},
	}}
	urban = field{text{"可持续城市", "sustainable cities"}, "C", []text{
		{"城市关键绩效指标", "key performance indicators for cities"},
		{"城市数字孪生", "digital twins of cities"},
		{"智能照明", "smart lighting"},
		{"水务管理的传感器", "sensors for water management"},
		{"开放的城市数据", "open data of cities"},
	}}
	identity = field{text{"数字身份", "digital identity"}, "D", []text{
		{"可验证凭证", "verifiable credentials"},
		{"身份保证等级", "levels of identity assurance"},
		{"钱包的互操作性", "interoperability of wallets"},
		{"对象标识符", "object identifiers"},
		{"身份撤销", "revocation of identities"},
	}}
	relief = field{text{"救灾通信", "disaster relief communications"}, "R", []text{
		{"预警消息的格式", "formats of warning messages"},
		{"应急频率的共用", "sharing of emergency frequencies"},
		{"可搬移的基站", "transportable base stations"},
		{"受灾区域网络的恢复", "restoration of networks in affected areas"},
		{"志愿无线电员的作用", "the role of volunteer radio operators"},
	}}
	transport = field{text{"智能交通系统", "intelligent transport systems"}, "V", []text{
		{"车辆与路侧设备的通信", "communication between vehicles and the roadside"},
		{"自动驾驶的数据记录", "data recording for automated driving"},
		{"港口物流的标识", "identification in port logistics"},
		{"铁路无线电", "railway radio"},
		{"车载软件的远程更新", "remote updates of vehicle software"},
	}}
	cable = field{text{"有线网络和电视", "cable networks and television"}, "K", []text{
		{"家庭网关", "home gateways"},
		{"条件接收", "conditional access"},
		{"节目信息的多语文显示", "multilingual programme information"},
		{"混合接入", "hybrid access"},
		{"老旧同轴网的再利用", "reuse of old coaxial networks"},
	}}
	cloud = field{text{"云计算和数据", "cloud computing and data"}, "L", []text{
		{"云间的数据迁移", "migration of data between clouds"},
		{"边缘计算的编排", "orchestration of edge computing"},
		{"数据中心的互连", "interconnection of data centres"},
		{"数据的可追溯性", "traceability of data"},
		{"联邦学习", "federated learning"},
	}}
	things = field{text{"物联网", "the Internet of things"}, "Y", []text{
		{"低功耗广域网", "low-power wide-area networks"},
		{"传感器数据的语义", "semantics of sensor data"},
		{"智能电表", "smart meters"},
		{"农业监测", "monitoring in agriculture"},
		{"设备的初始配置", "initial configuration of devices"},
	}}
	energy = field{text{"能效和气候", "energy efficiency and climate"}, "G", []text{
		{"网络碳足迹的评估", "assessment of the carbon footprint of networks"},
		{"直流供电", "direct-current power supply"},
		{"电池的循环寿命", "cycle life of batteries"},
		{"基站的休眠模式", "sleep modes of base stations"},
		{"自然冷却", "free cooling"},
	}}
	health = field{text{"数字健康", "digital health"}, "H", []text{
		{"可穿戴设备的数据", "data of wearable devices"},
		{"安全聆听", "safe listening"},
		{"远程医疗的图像", "images in telemedicine"},
		{"疫苗接种证明", "proof of vaccination"},
		{"健康数据的同意管理", "management of consent for health data"},
	}}
	languages = field{text{"形式语言和软件", "formal languages and software"}, "Z", []text{
		{"抽象语法记法", "abstract syntax notation"},
		{"测试语言", "testing languages"},
		{"需求记法", "notation of requirements"},
		{"编码规则", "encoding rules"},
		{"模型检验", "model checking"},
	}}
	learning = field{text{"机器学习", "machine learning"}, "J", []text{
		{"训练数据的质量", "quality of training data"},
		{"模型的可解释性", "explainability of models"},
		{"网络故障的预测", "prediction of network faults"},
		{"合成媒体的标识", "labelling of synthetic media"},
		{"模型的能耗", "energy use of models"},
	}}
	plant = field{text{"外线设施", "outside plant"}, "B", []text{
		{"架空线路的检查", "inspection of overhead lines"},
		{"管道的共用", "sharing of ducts"},
		{"接头盒的密封", "sealing of closures"},
		{"光缆的标识", "marking of cables"},
		{"水下登陆点", "landing points"},
	}}
	tariffs = field{text{"资费和经济问题", "tariffs and economic questions"}, "F", []text{
		{"国际结算", "international settlement"},
		{"漫游费用的透明度", "transparency of roaming charges"},
		{"普遍服务的成本", "the cost of universal service"},
		{"移动支付的费用", "charges for mobile payments"},
		{"互连成本模型", "models of interconnection costs"},
	}}
	methods = field{text{"工作方法", "working methods"}, "W", []text{
		{"建议书的批准程序", "approval procedures for Recommendations"},
		{"电子工作方法", "electronic working methods"},
		{"与其他组织的合作", "cooperation with other organizations"},
		{"新的研究课题", "new Questions for study"},
		{"缩小标准化差距", "bridging the standardization gap"},
		{"会议的安排", "the schedule of meetings"},
	}}
)

// fields are those from which meetings take terms beside those of their group.
var fields = []field{
	timing, numbering, environment, quantum, security, optical, access, quality, media, urban, identity,
	relief, transport, cable, cloud, things, energy, health, languages, learning, plant, tariffs,
}

// fieldsBut returns the other fields.
func fieldsBut(own field) []field {
	return slices.DeleteFunc(slices.Clone(fields), func(f field) bool { return f.name == own.name })
}
