import type { FunctionDefinition } from "../definitions/definition.ts";
import { appLinkFunction } from "./app-link.ts";
import { assetsFunction } from "./assets.ts";
import { credentialFunction } from "./credential.ts";
import { currentEachOutputFunction } from "./current-each-output.ts";
import { dayOfMonthFunction } from "./day-of-month.ts";
import { dayOfWeekFunction } from "./day-of-week.ts";
import { decryptFunction } from "./decrypt.ts";
import { encryptFunction } from "./encrypt.ts";
import { envFunction } from "./env.ts";
import { errorLogsFunction } from "./error-logs.ts";
import { fetchContextFunction } from "./fetch-context.ts";
import { fileExistsFunction } from "./file-exists.ts";
import { fileSizeFunction } from "./file-size.ts";
import { fileURIFunction } from "./file-uri.ts";
import { fromIonFunction } from "./from-ion.ts";
import { fromJsonFunction } from "./from-json.ts";
import { hourOfDayFunction } from "./hour-of-day.ts";
import { httpFunction } from "./http.ts";
import { i18nFunction } from "./i18n.ts";
import { idFunction } from "./id.ts";
import { isDayWeekInMonthFunction } from "./is-day-week-in-month.ts";
import { isFileEmptyFunction } from "./is-file-empty.ts";
import { isLastWorkingDayFunction } from "./is-last-working-day.ts";
import { isPublicHolidayFunction } from "./is-public-holiday.ts";
import { isWeekendFunction } from "./is-weekend.ts";
import { jsonFunction } from "./json.ts";
import { ksuidFunction } from "./ksuid.ts";
import { kvFunction } from "./kv.ts";
import { loopOutputsFunction } from "./loop-outputs.ts";
import { maxFunction } from "./max.ts";
import { minFunction } from "./min.ts";
import { monthOfYearFunction } from "./month-of-year.ts";
import { nanoIdFunction } from "./nano-id.ts";
import { nowFunction } from "./now.ts";
import { printContextFunction } from "./print-context.ts";
import { randomIntFunction } from "./random-int.ts";
import { randomPortFunction } from "./random-port.ts";
import { rangeFunction } from "./range.ts";
import { readFunction } from "./read.ts";
import { secretFunction } from "./secret.ts";
import { subflowFunction } from "./subflow.ts";
import { tasksWithStateFunction } from "./tasks-with-state.ts";
import { uuidFunction } from "./uuid.ts";
import { yamlFunction } from "./yaml.ts";

/** Every function that is not part of the evaluator itself, by name. */
export const FUNCTIONS: readonly FunctionDefinition[] = [
  appLinkFunction,
  assetsFunction,
  credentialFunction,
  currentEachOutputFunction,
  dayOfMonthFunction,
  dayOfWeekFunction,
  decryptFunction,
  encryptFunction,
  envFunction,
  errorLogsFunction,
  fetchContextFunction,
  fileExistsFunction,
  fileSizeFunction,
  fileURIFunction,
  fromIonFunction,
  fromJsonFunction,
  hourOfDayFunction,
  httpFunction,
  i18nFunction,
  idFunction,
  isDayWeekInMonthFunction,
  isFileEmptyFunction,
  isLastWorkingDayFunction,
  isPublicHolidayFunction,
  isWeekendFunction,
  jsonFunction,
  ksuidFunction,
  kvFunction,
  loopOutputsFunction,
  maxFunction,
  minFunction,
  monthOfYearFunction,
  nanoIdFunction,
  nowFunction,
  printContextFunction,
  randomIntFunction,
  randomPortFunction,
  rangeFunction,
  readFunction,
  secretFunction,
  subflowFunction,
  tasksWithStateFunction,
  uuidFunction,
  yamlFunction,
];
