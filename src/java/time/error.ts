/** What a date filter gives is not known: a construct not supported, or an answer that only the server has. */
export class DateUnknownError extends Error {}

export const ZONE_REASON = "the result depends on the server's time zone (give timeZone=...)";
export const LOCALE_REASON = "the result depends on the server's locale (give locale=...)";
