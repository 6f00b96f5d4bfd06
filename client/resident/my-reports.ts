import { signal } from '@preact/signals';
import { remember, remembered } from '../ui/remembered.ts';

/** A report sent from this device: enough to find it again. */
export interface MyReport {
	ticket: string;
	/** Path of its tracking page. */
	tracking: string;
	fault: string;
	mode: string;
	at: number;
}

const most = 30;
const areReports = (it: unknown): it is MyReport[] =>
	Array.isArray(it) && it.every((one) => typeof one?.ticket === 'string' && typeof one?.tracking === 'string');

/** The reports sent from this device, newest first. Nobody else knows that they belong together. */
export const myReports = signal<readonly MyReport[]>(remembered('reports', [], areReports));

/** Remembers a report on this device. */
export function rememberReport(it: MyReport): void {
	myReports.value = [it, ...myReports.peek().filter(({ tracking }) => tracking !== it.tracking)].slice(0, most);
	remember('reports', myReports.peek());
}

/** Forgets them: the device may be shared. */
export function forgetReports(): void {
	myReports.value = [];
	remember('reports', []);
	// What was kept of them for when there is no connection goes too.
	if ('caches' in globalThis) void caches.delete('faultline-answers');
}

const bare = (reference: string): string => reference.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Where a ticket number leads: to its tracking page if it was sent from here, else to the public page of the fault. */
export function addressOf(typed: string, known: readonly MyReport[], prefix: string): string {
	const wanted = bare(typed);
	const own = known.find(({ ticket }) => [bare(ticket), bare(ticket).replace(bare(prefix), '')].includes(wanted));
	return own ? own.tracking : `/f/${encodeURIComponent(typed.trim().toUpperCase())}`;
}
