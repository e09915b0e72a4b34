// The words of the preview, in the language of the page.

const chinese = {
  errors: (n) => `${n}个错误`,
  findings: (n) => `${n}项审核发现`,
  warnings: (n) => `${n}个警告`,
  notes: (n) => `${n}处更改尚未记录`,
  all: (counts) => counts.join("，"),
  severity: { error: "错误", finding: "审核发现", warning: "警告", note: "待记录" },
  collapse: "收起",
  stale: "错误改正之前，此页显示上一次正确的内容。",
  more: (n) => `另有${n}个问题未列出。`,
  fixed: "问题都已改正。",
  offline: "预览程序已退出或无法连接，此页可能不是最新的。",
};

const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

const english = {
  errors: (n) => count(n, "error"),
  findings: (n) => count(n, "finding"),
  warnings: (n) => count(n, "warning"),
  notes: (n) => `${count(n, "change")} not yet recorded`,
  all: (counts) => counts.join(", "),
  severity: { error: "Error", finding: "Finding", warning: "Warning", note: "To record" },
  collapse: "Collapse",
  stale: "The page stays as it was until this is fixed.",
  more: (n) => `${count(n, "more problem")} not listed.`,
  fixed: "All problems are fixed.",
  offline: "The preview has ended or cannot be reached; this page may be out of date.",
};

export const language = /^zh\b/i.test(document.documentElement.lang) ? "zh" : "en";

export const words = language === "zh" ? chinese : english;
