import type { Ticket } from '../../../server/reports/contract.ts';

/** The ticket of the report just sent, with what the screen says beside it. */
export interface KeptTicket extends Ticket {
	mode: string;
	/** An address was given: messages will come. */
	told: boolean;
}

const kept = 'faultline.ticket';
let last: KeptTicket | null = null;

/** Keeps the ticket for the screen that shows it, also when the page is loaded again. */
export function keepTicket(ticket: KeptTicket): void {
	last = ticket;
	try {
		sessionStorage.setItem(kept, JSON.stringify(ticket));
	} catch {
		// Then it is shown once.
	}
}

/** The ticket of the report sent last in this tab. */
export function lastTicket(): KeptTicket | null {
	try {
		return last ?? (JSON.parse(sessionStorage.getItem(kept) ?? 'null') as KeptTicket | null);
	} catch {
		return null;
	}
}
