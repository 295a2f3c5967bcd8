import { dayMs, hourMs } from "@/lib/core/time";

/** Brasília, where banks keep their days: UTC-3, without summer time since 2019 (Decreto 9.772/2019). */
const bankOffsetMs = -3 * hourMs;

/** A day of the banks' calendar, as its midnight in UTC: sums of days meet no zone, whatever the server's is. */
type BankDay = Date;

/** 23:59:59 in Brasília of the day that a moment falls on there. */
export function endOfBankDay(moment: Date): Date {
  return endOf(bankDayOf(moment));
}

/**
 * The end of the bank day that is `days` bank days after the day of a moment. A day without banks counts as the next one with
 * them, because what falls due on it may be paid then (Lei 7.089/1983).
 */
export function afterBankDays(moment: Date, days: number): Date {
  let day = bankDayOf(moment);
  while (!isBankDay(day)) day = nextDay(day);
  for (let counted = 0; counted < days; ) {
    day = nextDay(day);
    if (isBankDay(day)) counted += 1;
  }
  return endOf(day);
}

function bankDayOf(moment: Date): BankDay {
  const local = new Date(moment.getTime() + bankOffsetMs);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()));
}

function endOf(day: BankDay): Date {
  return new Date(day.getTime() + dayMs - 1000 - bankOffsetMs);
}

function nextDay(day: BankDay): BankDay {
  return new Date(day.getTime() + dayMs);
}

/** The holidays of the whole country that are on the same day each year, month and day (Lei 662/1949, 6.802/1980, 14.759/2023). */
const fixedHolidays: readonly string[] = ["01-01", "04-21", "05-01", "09-07", "10-12", "11-02", "11-15", "11-20", "12-25"];
/** Days from Easter: Carnival's Monday and Tuesday, Good Friday, Corpus Christi; no bank day either (Resolução CMN 4.880/2020). */
const movableHolidays: readonly number[] = [-48, -47, -2, 60];

/** Whether banks settle on a day all over the country. Holidays of a state or a town stop no settlement. */
function isBankDay(day: BankDay): boolean {
  const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
  if (isWeekend || fixedHolidays.includes(day.toISOString().slice(5, 10))) return false;
  const fromEaster = Math.round((day.getTime() - easterOf(day.getUTCFullYear()).getTime()) / dayMs);
  return !movableHolidays.includes(fromEaster);
}

/** Easter Sunday of a year, by the Gregorian rule of Meeus, Jones and Butcher (Astronomical Algorithms, 1991, chapter 8). */
function easterOf(year: number): BankDay {
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const lunar = year % 19;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * lunar + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const shift = Math.floor((lunar + 11 * epact + 22 * weekday) / 451);
  const monthAndDay = epact + weekday - 7 * shift + 114;
  return new Date(Date.UTC(year, Math.floor(monthAndDay / 31) - 1, (monthAndDay % 31) + 1));
}
