import type { FunctionDefinition } from "../definitions/definition.ts";
import { appLink } from "./app-link.ts";
import { assets } from "./assets.ts";
import { credential } from "./credential.ts";
import { currentEachOutput } from "./current-each-output.ts";
import { dayOfMonth } from "./day-of-month.ts";
import { dayOfWeek } from "./day-of-week.ts";
import { decrypt } from "./decrypt.ts";
import { encrypt } from "./encrypt.ts";
import { env } from "./env.ts";
import { errorLogs } from "./error-logs.ts";
import { fetchContext } from "./fetch-context.ts";
import { fileExists } from "./file-exists.ts";
import { fileSize } from "./file-size.ts";
import { fileURI } from "./file-uri.ts";
import { fromIon } from "./from-ion.ts";
import { fromJson } from "./from-json.ts";
import { hourOfDay } from "./hour-of-day.ts";
import { http } from "./http.ts";
import { i18n } from "./i18n.ts";
import { id } from "./id.ts";
import { isDayWeekInMonth } from "./is-day-week-in-month.ts";
import { isFileEmpty } from "./is-file-empty.ts";
import { isLastWorkingDay } from "./is-last-working-day.ts";
import { isPublicHoliday } from "./is-public-holiday.ts";
import { isWeekend } from "./is-weekend.ts";
import { json } from "./json.ts";
import { ksuid } from "./ksuid.ts";
import { kv } from "./kv.ts";
import { loopOutputs } from "./loop-outputs.ts";
import { max } from "./max.ts";
import { min } from "./min.ts";
import { monthOfYear } from "./month-of-year.ts";
import { nanoId } from "./nano-id.ts";
import { now } from "./now.ts";
import { printContext } from "./print-context.ts";
import { randomInt } from "./random-int.ts";
import { randomPort } from "./random-port.ts";
import { range } from "./range.ts";
import { read } from "./read.ts";
import { secret } from "./secret.ts";
import { subflow } from "./subflow.ts";
import { tasksWithState } from "./tasks-with-state.ts";
import { uuid } from "./uuid.ts";
import { yaml } from "./yaml.ts";

/** Every function that is not part of the evaluator itself, by name. */
export const FUNCTIONS: readonly FunctionDefinition[] = [
  appLink,
  assets,
  credential,
  currentEachOutput,
  dayOfMonth,
  dayOfWeek,
  decrypt,
  encrypt,
  env,
  errorLogs,
  fetchContext,
  fileExists,
  fileSize,
  fileURI,
  fromIon,
  fromJson,
  hourOfDay,
  http,
  i18n,
  id,
  isDayWeekInMonth,
  isFileEmpty,
  isLastWorkingDay,
  isPublicHoliday,
  isWeekend,
  json,
  ksuid,
  kv,
  loopOutputs,
  max,
  min,
  monthOfYear,
  nanoId,
  now,
  printContext,
  randomInt,
  randomPort,
  range,
  read,
  secret,
  subflow,
  tasksWithState,
  uuid,
  yaml,
];
