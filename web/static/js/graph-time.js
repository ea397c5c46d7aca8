// The slider "as known on": a month a step, from when the first document spoke; its end is everything known.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const words = (month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

function monthsBetween(first, last) {
  const months = [];
  let [year, month] = first.split("-").map(Number);
  const [endYear, endMonth] = last.split("-").map(Number);
  while ((year < endYear || (year === endYear && month <= endMonth)) && months.length < 2400) {
    months.push(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}

// Whether something dated so was known by the end of a month; `2019` is known when 2019 has ended.
export const isKnown = (date, month) => Boolean(date) && (date.length === 4 ? `${date}-12` : date.slice(0, 7)) <= month;

// Wires the slider: `onMove(month)` while it moves, `onRest(month)` where it comes to rest; "" is everything known.
export function slider(input, label, { onMove, onRest }) {
  let months = [];
  const chosen = () => months[Number(input.value)] ?? "";
  const tell = () => {
    const told = chosen() ? `As known at the end of ${words(chosen())}` : "Everything known";
    label.textContent = told;
    input.setAttribute("aria-valuetext", told);
  };
  input.addEventListener("input", () => { tell(); onMove(chosen()); });
  input.addEventListener("change", () => onRest(chosen()));
  return {
    // Sets the span of the slider and where it stands: `asOf` is a day of any precision, or nothing.
    set(first, last, asOf) {
      months = first && last ? monthsBetween(first, last) : [];
      input.max = String(months.length);
      input.disabled = months.length < 2;
      const month = asOf && (asOf.length === 4 ? `${asOf}-12` : asOf.slice(0, 7));
      const at = months.findLastIndex((one) => one <= month);
      input.value = String(month ? Math.max(0, at) : months.length);
      tell();
    },
  };
}
