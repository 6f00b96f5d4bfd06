import type { Knex } from 'knex';
import { type Calendar, isOpen } from '../maths/clock.ts';
import { maybeOne } from '../platform/sql.ts';
import { inLanguage } from './catalogue.ts';
import { wardAtSql } from './emergency-queries.ts';
import type { Town } from './town.ts';

/** Whom to phone, in one language, as it holds now and there. */
interface EmergencyNotice {
	phone: string;
	email: string | null;
	text: string;
	/** Whether the offices are open; after hours another text may hold. */
	open: boolean;
	/** What holds in the ward beside that, if anything does. */
	ward: string | null;
}

interface Asked {
	language: string;
	now: Date;
	/** Where it happens, if that is known: a ward may have a message or a number of its own. */
	place?: { lon: number; lat: number } | undefined;
}

const hoursOf = ({ calendars, holidays, municipality }: Town): Calendar | undefined => {
	const windows = calendars.get(municipality.emergency.calendar ?? 'office');
	return windows && { windows, holidays, zone: municipality.zone };
};

/** Whether the municipality's offices are open. */
export function officesOpen(town: Town, now: Date): boolean {
	const hours = hoursOf(town);
	return hours === undefined || isOpen(now, hours);
}

/** What somebody who is in danger is told now, at a place: by the hours of the offices, and by the ward. */
export async function emergencyNotice(db: Knex, town: Town, { language, now, place }: Asked): Promise<EmergencyNotice> {
	const { phone, email, text, afterHours, wards } = town.municipality.emergency;
	const open = officesOpen(town, now);
	const code = place && wards ? (await maybeOne<{ code: string }>(db, wardAtSql(place)))?.code : undefined;
	const ward = code === undefined ? undefined : wards?.[code];
	return {
		phone: ward?.phone ?? phone,
		email: email ?? null,
		text: inLanguage(open ? text : (afterHours ?? text), language),
		open,
		ward: ward ? inLanguage(ward.text, language) : null,
	};
}
