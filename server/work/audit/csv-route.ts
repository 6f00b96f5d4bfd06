import type { Request, Response, Router } from 'express';
import type { Context } from '../../municipality/index.ts';
import { problemOf, sendProblem } from '../../platform/errors.ts';
import { happened } from '../../platform/events.ts';
import { parseInput } from '../../platform/input.ts';
import { Problem } from '../../platform/problem.ts';
import { type AuditEntry, AuditFilter, readAudit } from './contract.ts';
import { auditEntries } from './read.ts';

/** So many rows at most go into one file; the next begins where it ended. */
const most = 50_000;
const columns = ['at', 'kind', 'by', 'whom', 'fault', 'asset', 'report', 'details'];

/** A text that a spreadsheet would run as a formula becomes a text again by an apostrophe before it. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
const field = (it: string | null): string => {
	const text = harmless(it ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const line = (it: AuditEntry): (string | null)[] => [
	...[it.at, it.kind, it.by?.name ?? null, it.whom, it.fault, it.asset, it.report],
	Object.keys(it.details).length > 0 ? JSON.stringify(it.details) : null,
];

async function csv(request: Request, context: Context): Promise<string> {
	const { actor, db } = context;
	if (!actor.may(readAudit.access)) throw new Problem(actor.personId === null ? 'not-signed-in' : 'not-allowed');
	const filter = parseInput(AuditFilter, request.query);
	const entries = await auditEntries(context, { ...filter, limit: most });
	await happened(db, { kind: 'audit.exported', personId: actor.personId, details: { rows: entries.length } });
	return `\uFEFF${[columns, ...entries.map(line)].map((it) => it.map(field).join(',')).join('\r\n')}\r\n`;
}

/** The audit as a table (RFC 4180); who takes it along is written down. */
export function auditFile(router: Router, begin: (request: Request) => Promise<Context>): void {
	router.get(`${readAudit.path}.csv`, (request: Request, response: Response) =>
		begin(request)
			.then((context) => csv(request, context))
			.then(
				(text) =>
					void response
						.type('text/csv; charset=utf-8')
						.set('content-disposition', 'attachment; filename="audit.csv"')
						.set('cache-control', 'private, no-store')
						.send(text),
				(error) => sendProblem(request, response, problemOf(error)),
			),
	);
}
