/* A moment as it is said in an office: "hôm nay 14:05", "hôm qua 09:10", "25/11/2026 16:40". */

const two = (number) => String(number).padStart(2, "0");
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

export const when = (milliseconds, now = new Date()) => {
  const then = new Date(milliseconds);
  const clock = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const days = Math.round((midnight(now) - midnight(then)) / 86_400_000);
  if (days === 0) return `hôm nay ${clock}`;
  if (days === 1) return `hôm qua ${clock}`;
  return `${two(then.getDate())}/${two(then.getMonth() + 1)}/${then.getFullYear()} ${clock}`;
};
