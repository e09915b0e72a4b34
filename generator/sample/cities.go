package sample

// city is a place where meetings are held.
type city struct {
	slug     string // in the names of folders
	zone     string // IANA
	region   string
	language string // of the host country, BCP 47; en and zh are the site's own
	code     string // telephone
	lat, lon string // degrees
	name     text
	local    string // the name in the language of the host country
	country  text
	street   text
	road     string // the street in the language of the host country
}

// citiesIn returns the cities of a region, or all for "".
func citiesIn(region string) []*city {
	var list []*city
	for i := range cities {
		if region == "" || cities[i].region == region {
			list = append(list, &cities[i])
		}
	}
	return list
}

// cities are in several zones that keep summer time in the north and the south,
// and in zones that differ from UTC by parts of an hour. The streets are made up.
var cities = []city{
	{"nairobi", "Africa/Nairobi", "africa", "sw", "+254", "-1.2864", "36.8172",
		text{"内罗毕", "Nairobi"}, "Nairobi", text{"肯尼亚", "Kenya"}, text{"蓝花楹大道", "Jacaranda Avenue"}, "Barabara ya Jacaranda"},
	{"addis-ababa", "Africa/Addis_Ababa", "africa", "am", "+251", "9.0300", "38.7400",
		text{"亚的斯亚贝巴", "Addis Ababa"}, "አዲስ አበባ", text{"埃塞俄比亚", "Ethiopia"}, text{"咖啡路", "Buna Road"}, "ቡና መንገድ"},
	{"dakar", "Africa/Dakar", "africa", "fr", "+221", "14.6928", "-17.4467",
		text{"达喀尔", "Dakar"}, "Dakar", text{"塞内加尔", "Senegal"}, text{"猴面包树街", "Rue des Baobabs"}, "Rue des Baobabs"},
	{"accra", "Africa/Accra", "africa", "en", "+233", "5.6037", "-0.1870",
		text{"阿克拉", "Accra"}, "", text{"加纳", "Ghana"}, text{"可可大道", "Cocoa Avenue"}, ""},
	{"kigali", "Africa/Kigali", "africa", "en", "+250", "-1.9441", "30.0619",
		text{"基加利", "Kigali"}, "", text{"卢旺达", "Rwanda"}, text{"山景路", "Hill View Road"}, ""},
	{"cape-town", "Africa/Johannesburg", "africa", "en", "+27", "-33.9249", "18.4241",
		text{"开普敦", "Cape Town"}, "", text{"南非", "South Africa"}, text{"港口路", "Harbour Road"}, ""},
	{"windhoek", "Africa/Windhoek", "africa", "en", "+264", "-22.5609", "17.0658",
		text{"温得和克", "Windhoek"}, "", text{"纳米比亚", "Namibia"}, text{"骆驼刺街", "Camelthorn Street"}, ""},
	{"cairo", "Africa/Cairo", "arab", "ar", "+20", "30.0444", "31.2357",
		text{"开罗", "Cairo"}, "القاهرة", text{"埃及", "Egypt"}, text{"莲花街", "Lotus Street"}, "شارع اللوتس"},
	{"tunis", "Africa/Tunis", "arab", "ar", "+216", "36.8065", "10.1815",
		text{"突尼斯市", "Tunis"}, "تونس", text{"突尼斯", "Tunisia"}, text{"茉莉街", "Jasmine Street"}, "شارع الياسمين"},
	{"rabat", "Africa/Casablanca", "arab", "ar", "+212", "34.0209", "-6.8416",
		text{"拉巴特", "Rabat"}, "الرباط", text{"摩洛哥", "Morocco"}, text{"雪松街", "Cedar Street"}, "شارع الأرز"},
	{"amman", "Asia/Amman", "arab", "ar", "+962", "31.9539", "35.9106",
		text{"安曼", "Amman"}, "عمّان", text{"约旦", "Jordan"}, text{"橄榄街", "Olive Street"}, "شارع الزيتون"},
	{"muscat", "Asia/Muscat", "arab", "ar", "+968", "23.5880", "58.3829",
		text{"马斯喀特", "Muscat"}, "مسقط", text{"阿曼", "Oman"}, text{"乳香街", "Frankincense Street"}, "شارع اللبان"},
	{"doha", "Asia/Qatar", "arab", "ar", "+974", "25.2854", "51.5310",
		text{"多哈", "Doha"}, "الدوحة", text{"卡塔尔", "Qatar"}, text{"珍珠街", "Pearl Street"}, "شارع اللؤلؤ"},
	{"tehran", "Asia/Tehran", "asia", "fa", "+98", "35.6892", "51.3890",
		text{"德黑兰", "Tehran"}, "تهران", text{"伊朗", "Iran"}, text{"梧桐街", "Chenar Street"}, "خیابان چنار"},
	{"tbilisi", "Asia/Tbilisi", "europe", "ka", "+995", "41.7151", "44.8271",
		text{"第比利斯", "Tbilisi"}, "თბილისი", text{"格鲁吉亚", "Georgia"}, text{"葡萄藤街", "Vine Street"}, "ვაზის ქუჩა"},
	{"almaty", "Asia/Almaty", "asia", "ru", "+7", "43.2389", "76.8897",
		text{"阿拉木图", "Almaty"}, "Алматы", text{"哈萨克斯坦", "Kazakhstan"}, text{"苹果树街", "Apple Tree Street"}, "улица Яблоневая"},
	{"tashkent", "Asia/Tashkent", "asia", "uz", "+998", "41.2995", "69.2401",
		text{"塔什干", "Tashkent"}, "Toshkent", text{"乌兹别克斯坦", "Uzbekistan"}, text{"石榴街", "Pomegranate Street"}, "Anor ko‘chasi"},
	{"new-delhi", "Asia/Kolkata", "asia", "hi", "+91", "28.6139", "77.2090",
		text{"新德里", "New Delhi"}, "नई दिल्ली", text{"印度", "India"}, text{"印楝路", "Neem Road"}, "नीम मार्ग"},
	{"kathmandu", "Asia/Kathmandu", "asia", "ne", "+977", "27.7172", "85.3240",
		text{"加德满都", "Kathmandu"}, "काठमाडौँ", text{"尼泊尔", "Nepal"}, text{"杜鹃花路", "Rhododendron Road"}, "लालीगुराँस मार्ग"},
	{"colombo", "Asia/Colombo", "asia", "en", "+94", "6.9271", "79.8612",
		text{"科伦坡", "Colombo"}, "", text{"斯里兰卡", "Sri Lanka"}, text{"肉桂路", "Cinnamon Road"}, ""},
	{"bangkok", "Asia/Bangkok", "asia", "th", "+66", "13.7563", "100.5018",
		text{"曼谷", "Bangkok"}, "กรุงเทพฯ", text{"泰国", "Thailand"}, text{"金链花路", "Ratchaphruek Road"}, "ถนนราชพฤกษ์"},
	{"hanoi", "Asia/Ho_Chi_Minh", "asia", "vi", "+84", "21.0278", "105.8342",
		text{"河内", "Hanoi"}, "Hà Nội", text{"越南", "Viet Nam"}, text{"荷花街", "Lotus Street"}, "Phố Hoa Sen"},
	{"singapore", "Asia/Singapore", "asia", "en", "+65", "1.3521", "103.8198",
		text{"新加坡", "Singapore"}, "", text{"新加坡", "Singapore"}, text{"兰花路", "Orchid Road"}, ""},
	{"bandung", "Asia/Jakarta", "asia", "id", "+62", "-6.9175", "107.6191",
		text{"万隆", "Bandung"}, "Bandung", text{"印度尼西亚", "Indonesia"}, text{"茉莉路", "Jalan Melati"}, "Jalan Melati"},
	{"hangzhou", "Asia/Shanghai", "asia", "zh", "+86", "30.2741", "120.1551",
		text{"杭州", "Hangzhou"}, "杭州", text{"中国", "China"}, text{"香樟路", "Xiangzhang Road"}, "香樟路"},
	{"busan", "Asia/Seoul", "asia", "ko", "+82", "35.1796", "129.0756",
		text{"釜山", "Busan"}, "부산", text{"大韩民国", "Republic of Korea"}, text{"冬柏路", "Dongbaek-ro"}, "동백로"},
	{"kyoto", "Asia/Tokyo", "asia", "ja", "+81", "35.0116", "135.7681",
		text{"京都", "Kyoto"}, "京都", text{"日本", "Japan"}, text{"红叶街", "Momiji-dori"}, "紅葉通"},
	{"ulaanbaatar", "Asia/Ulaanbaatar", "asia", "mn", "+976", "47.8864", "106.9057",
		text{"乌兰巴托", "Ulaanbaatar"}, "Улаанбаатар", text{"蒙古", "Mongolia"}, text{"草原街", "Steppe Street"}, "Талын гудамж"},
	{"istanbul", "Europe/Istanbul", "europe", "tr", "+90", "41.0082", "28.9784",
		text{"伊斯坦布尔", "Istanbul"}, "İstanbul", text{"土耳其", "Türkiye"}, text{"郁金香街", "Lale Sokağı"}, "Lale Sokağı"},
	{"geneva", "Europe/Zurich", "europe", "fr", "+41", "46.2044", "6.1432",
		text{"日内瓦", "Geneva"}, "Genève", text{"瑞士", "Switzerland"}, text{"湖滨路", "Quai du Lac"}, "Quai du Lac"},
	{"vienna", "Europe/Vienna", "europe", "de", "+43", "48.2082", "16.3738",
		text{"维也纳", "Vienna"}, "Wien", text{"奥地利", "Austria"}, text{"椴树巷", "Lindengasse"}, "Lindengasse"},
	{"lisbon", "Europe/Lisbon", "europe", "pt", "+351", "38.7223", "-9.1393",
		text{"里斯本", "Lisbon"}, "Lisboa", text{"葡萄牙", "Portugal"}, text{"橄榄树街", "Rua das Oliveiras"}, "Rua das Oliveiras"},
	{"athens", "Europe/Athens", "europe", "el", "+30", "37.9838", "23.7275",
		text{"雅典", "Athens"}, "Αθήνα", text{"希腊", "Greece"}, text{"橄榄林街", "Elaion Street"}, "Οδός Ελαιών"},
	{"helsinki", "Europe/Helsinki", "europe", "fi", "+358", "60.1699", "24.9384",
		text{"赫尔辛基", "Helsinki"}, "Helsinki", text{"芬兰", "Finland"}, text{"白桦街", "Koivukatu"}, "Koivukatu"},
	{"dublin", "Europe/Dublin", "europe", "en", "+353", "53.3498", "-6.2603",
		text{"都柏林", "Dublin"}, "", text{"爱尔兰", "Ireland"}, text{"灯塔街", "Lighthouse Street"}, ""},
	{"warsaw", "Europe/Warsaw", "europe", "pl", "+48", "52.2297", "21.0122",
		text{"华沙", "Warsaw"}, "Warszawa", text{"波兰", "Poland"}, text{"椴树街", "ulica Lipowa"}, "ulica Lipowa"},
	{"valencia", "Europe/Madrid", "europe", "es", "+34", "39.4699", "-0.3763",
		text{"巴伦西亚", "Valencia"}, "Valencia", text{"西班牙", "Spain"}, text{"橙树街", "Calle de los Naranjos"}, "Calle de los Naranjos"},
	{"turin", "Europe/Rome", "europe", "it", "+39", "45.0703", "7.6869",
		text{"都灵", "Turin"}, "Torino", text{"意大利", "Italy"}, text{"椴树路", "Via dei Tigli"}, "Via dei Tigli"},
	{"prague", "Europe/Prague", "europe", "cs", "+420", "50.0755", "14.4378",
		text{"布拉格", "Prague"}, "Praha", text{"捷克", "Czechia"}, text{"枫树街", "Javorová"}, "Javorová"},
	{"sofia", "Europe/Sofia", "europe", "bg", "+359", "42.6977", "23.3219",
		text{"索非亚", "Sofia"}, "София", text{"保加利亚", "Bulgaria"}, text{"玫瑰街", "Rozova Street"}, "улица „Розова“"},
	{"oslo", "Europe/Oslo", "europe", "nb", "+47", "59.9139", "10.7522",
		text{"奥斯陆", "Oslo"}, "Oslo", text{"挪威", "Norway"}, text{"云杉路", "Granveien"}, "Granveien"},
	{"reykjavik", "Atlantic/Reykjavik", "europe", "is", "+354", "64.1466", "-21.9426",
		text{"雷克雅未克", "Reykjavik"}, "Reykjavík", text{"冰岛", "Iceland"}, text{"桦树街", "Bjarkargata"}, "Bjarkargata"},
	{"montreal", "America/Toronto", "americas", "fr", "+1", "45.5017", "-73.5673",
		text{"蒙特利尔", "Montreal"}, "Montréal", text{"加拿大", "Canada"}, text{"枫树街", "Rue des Érables"}, "Rue des Érables"},
	{"st-johns", "America/St_Johns", "americas", "en", "+1", "47.5615", "-52.7126",
		text{"圣约翰斯", "St. John’s"}, "", text{"加拿大", "Canada"}, text{"港湾路", "Harbour Drive"}, ""},
	{"vancouver", "America/Vancouver", "americas", "en", "+1", "49.2827", "-123.1207",
		text{"温哥华", "Vancouver"}, "", text{"加拿大", "Canada"}, text{"雪松街", "Cedar Street"}, ""},
	{"denver", "America/Denver", "americas", "en", "+1", "39.7392", "-104.9903",
		text{"丹佛", "Denver"}, "", text{"美国", "United States"}, text{"白杨街", "Aspen Street"}, ""},
	{"kingston", "America/Jamaica", "americas", "en", "+1", "17.9712", "-76.7936",
		text{"金斯敦", "Kingston"}, "", text{"牙买加", "Jamaica"}, text{"棕榈路", "Palm Road"}, ""},
	{"guadalajara", "America/Mexico_City", "americas", "es", "+52", "20.6597", "-103.3496",
		text{"瓜达拉哈拉", "Guadalajara"}, "Guadalajara", text{"墨西哥", "Mexico"}, text{"龙舌兰街", "Calle de los Agaves"}, "Calle de los Agaves"},
	{"panama-city", "America/Panama", "americas", "es", "+507", "8.9824", "-79.5199",
		text{"巴拿马城", "Panama City"}, "Ciudad de Panamá", text{"巴拿马", "Panama"}, text{"地峡街", "Calle del Istmo"}, "Calle del Istmo"},
	{"bogota", "America/Bogota", "americas", "es", "+57", "4.7110", "-74.0721",
		text{"波哥大", "Bogotá"}, "Bogotá", text{"哥伦比亚", "Colombia"}, text{"兰花街", "Calle de las Orquídeas"}, "Calle de las Orquídeas"},
	{"lima", "America/Lima", "americas", "es", "+51", "-12.0464", "-77.0428",
		text{"利马", "Lima"}, "Lima", text{"秘鲁", "Peru"}, text{"海滨大道", "Avenida del Mar"}, "Avenida del Mar"},
	{"santiago", "America/Santiago", "americas", "es", "+56", "-33.4489", "-70.6693",
		text{"圣地亚哥", "Santiago"}, "Santiago", text{"智利", "Chile"}, text{"肖柏街", "Calle de los Alerces"}, "Calle de los Alerces"},
	{"montevideo", "America/Montevideo", "americas", "es", "+598", "-34.9011", "-56.1645",
		text{"蒙得维的亚", "Montevideo"}, "Montevideo", text{"乌拉圭", "Uruguay"}, text{"灯塔街", "Calle del Faro"}, "Calle del Faro"},
	{"buenos-aires", "America/Argentina/Buenos_Aires", "americas", "es", "+54", "-34.6037", "-58.3816",
		text{"布宜诺斯艾利斯", "Buenos Aires"}, "Buenos Aires", text{"阿根廷", "Argentina"}, text{"刺桐街", "Calle de los Ceibos"}, "Calle de los Ceibos"},
	{"florianopolis", "America/Sao_Paulo", "americas", "pt", "+55", "-27.5954", "-48.5480",
		text{"弗洛里亚诺波利斯", "Florianópolis"}, "Florianópolis", text{"巴西", "Brazil"}, text{"南洋杉街", "Rua das Araucárias"}, "Rua das Araucárias"},
	{"sydney", "Australia/Sydney", "asia", "en", "+61", "-33.8688", "151.2093",
		text{"悉尼", "Sydney"}, "", text{"澳大利亚", "Australia"}, text{"班克木街", "Banksia Street"}, ""},
	{"adelaide", "Australia/Adelaide", "asia", "en", "+61", "-34.9285", "138.6007",
		text{"阿德莱德", "Adelaide"}, "", text{"澳大利亚", "Australia"}, text{"葡萄园路", "Vineyard Road"}, ""},
	{"wellington", "Pacific/Auckland", "asia", "en", "+64", "-41.2866", "174.7756",
		text{"惠灵顿", "Wellington"}, "", text{"新西兰", "New Zealand"}, text{"槐树街", "Kowhai Street"}, ""},
	{"suva", "Pacific/Fiji", "asia", "en", "+679", "-18.1248", "178.4501",
		text{"苏瓦", "Suva"}, "", text{"斐济", "Fiji"}, text{"珊瑚路", "Coral Road"}, ""},
	{"port-moresby", "Pacific/Port_Moresby", "asia", "en", "+675", "-9.4438", "147.1803",
		text{"莫尔兹比港", "Port Moresby"}, "", text{"巴布亚新几内亚", "Papua New Guinea"}, text{"木槿路", "Hibiscus Road"}, ""},
}
