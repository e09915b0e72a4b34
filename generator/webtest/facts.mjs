// The facts of the shipped meeting, copied by hand from the collective letter and not
// from the content, so that the tests compare the site with the letter.

// The path of the meeting below the folder of a language.
export const meeting = "sg17/2023-08-goyang/";
export const group = "sg17/";

// The days of the meeting, both inclusive, and the hours of its first day.
export const days = { first: "2023-08-29", last: "2023-09-08" };
export const opening = "2023-08-29T00:30Z"; // 09:30 in Goyang
export const registration = "2023-08-28T23:30Z"; // 08:30 in Goyang on the 29th

// Deadlines: a day or an instant, who acts, and the titles as pages shorten them.
export const deadlines = [
  { id: "contributions-translation", who: "members", day: "2023-06-29", zh: "需翻译的文稿", en: "Contributions for translation" },
  { id: "fellowships", who: "fellowship-applicants", day: "2023-06-29", zh: "与会补贴", en: "Fellowships" },
  { id: "pre-registration", who: "participants", day: "2023-07-18", zh: "预注册", en: "Pre-registration" },
  { id: "visa", who: "visa-applicants", day: "2023-07-25", zh: "签证协办函", en: "Visa support letters" },
  { id: "contributions", who: "members", day: "2023-08-16", zh: "文稿", en: "Contributions" },
  { id: "circular-79", who: "member-states", instant: "2023-08-16T23:59Z", zh: "第79号通函", en: "Circular 79" },
];

// What takes place: a day, or from one instant to another; local is how the venue's
// clock writes it.
export const events = [
  { id: "workshop", day: "2023-08-28" },
  {
    id: "management", from: "2023-08-28T10:00Z", to: "2023-08-28T12:00Z",
    local: ["2023-08-28T19:00:00", "2023-08-28T21:00:00"],
  },
  { id: "newcomers", day: "2023-08-29" },
  {
    id: "jca-idm", from: "2023-09-01T05:30Z", to: "2023-09-01T07:00Z",
    local: ["2023-09-01T14:30:00", "2023-09-01T16:00:00"],
  },
];

// date writes a day as the pages do.
export function date(day, lang) {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  if (lang === "zh") return `${year}年${month}月${dayOfMonth}日`;
  const name = new Date(`${day}T12:00Z`).toLocaleString("en-GB", { month: "long", timeZone: "UTC" });
  return `${dayOfMonth} ${name} ${year}`;
}

// span writes the days of the meeting as the pages do.
export const span = { zh: "2023年8月29日至9月8日", en: "29 August – 8 September 2023" };
