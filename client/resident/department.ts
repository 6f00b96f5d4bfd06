import { theTown } from '../api/town.ts';
import { text } from '../i18n/text.ts';

/** The name of a department in the person's language. */
export const departmentName = (code: string): string => {
	const found = theTown().departments.find((it) => it.code === code);
	return found ? text(found.title) : code;
};
