import type { JSX } from 'preact';
import type { AuditEntry } from '../../../server/work/audit/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime } from '../../i18n/format.ts';
import type { words } from '../../i18n/words/console/audit/en.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { hrefOf, noRegister, readRoute, spokenCode } from '../address.ts';
import { eventWords } from '../desk/log-words.ts';

type Kind = Extract<keyof typeof words, `done.${string}`> extends `done.${infer Name}` ? Name : never;
const kinds: Readonly<Record<Kind, true>> = {
	...{ 'answer.kept': true, 'answer.shared': true, 'answer.unshared': true, 'answer.removed': true, 'answer.restored': true },
	...{
		'schedule.made': true,
		'schedule.changed': true,
		'schedule.paused': true,
		'schedule.resumed': true,
		'schedule.removed': true,
		'schedule.restored': true,
	},
	...{ 'approval.wished': true, 'approval.approved': true, 'approval.refused': true, 'approval.withdrawn': true },
	...{
		'audit.exported': true,
		'case.printed': true,
		'contact.seen': true,
		'hold.placed': true,
		'hold.changed': true,
		'hold.lifted': true,
		'key.made': true,
		'key.revoked': true,
	},
	...{ 'factor.confirmed': true, 'factor.dropped': true, 'factor.recovery-used': true, 'factor.removed': true },
	...{ 'person.changed': true, 'person.erased': true, 'person.exported': true, 'person.invited': true, 'person.locked': true },
	...{ 'person.password-set': true, 'person.signed-in': true, 'person.signed-out': true, 'person.unlocked': true },
	...{
		'session.ended': true,
		'sign-in.rule-changed': true,
		'calibration.asked': true,
		'calibration.made': true,
		'municipality.changed': true,
		'notice.changed': true,
		'layer.changed': true,
	},
	...{ 'register.changed': true, 'asset.inspected': true, 'asset.followed': true, 'proposal.received': true, 'proposal.approved': true },
	...{
		'proposal.rejected': true,
		'photo.blurred': true,
		'sender.blocked': true,
		'sender.unblocked': true,
		'draft.accepted': true,
		'draft.rejected': true,
		'work-order.closed': true,
		'fault.ordered': true,
		'cause.accepted': true,
		'cause.rejected': true,
		'cause.undone': true,
		'work-order.opened': true,
		'work-order.changed': true,
		'work-order.moved': true,
		'work-order.extended': true,
		'work-order.shortened': true,
		'work-order.counted': true,
		'work-order.settled': true,
		'work-order.timed': true,
		'work-order.planned': true,
		'work-order.unplanned': true,
		'work-item.ended': true,
		'work-item.photographed': true,
		'work-item.reopened': true,
		'work-item.written': true,
		'work-proposal.accepted': true,
		'work-proposal.dismissed': true,
		'work-proposal.restored': true,
		'webhook.made': true,
		'webhook.changed': true,
		'system.connected': true,
		'system.changed': true,
		'closing.audited': true,
		'contractor.changed': true,
		'instruction.drafted': true,
		'instruction.changed': true,
		'instruction.moved': true,
		'instruction.measured': true,
		'invoice.entered': true,
		'invoice.finding-accepted': true,
		'invoice.approved': true,
		'invoice.refused': true,
		'invoice.cancelled': true,
	},
};

const said = (it: AuditEntry): string => (Object.hasOwn(kinds, it.kind) ? t(`done.${it.kind as Kind}`) : eventWords(it));

/** What else is known of it, as it was written: names of things, no words of people. */
const rest = ({ kind, details, whom }: AuditEntry): string =>
	Object.entries(details)
		.filter(
			([name, value]) =>
				value !== null && value !== undefined && !(name === 'person' && whom !== null) && !(kind.startsWith('fault.') && ['from', 'to'].includes(name)),
		)
		.map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
		.join(' · ');

const faultHref = (fault: string): string => hrefOf({ ...readRoute(''), fault });
const assetHref = (asset: string): string => hrefOf({ ...readRoute(''), view: 'asset', asset, register: noRegister });

function Which({ it: { fault, asset, report, whom } }: { it: AuditEntry }): JSX.Element {
	return (
		<span class="cluster close">
			{whom}
			{fault && <a href={faultHref(fault)}>{spokenCode(fault)}</a>}
			{asset && <a href={assetHref(asset)}>{asset}</a>}
			{report && <span class="figures">{report}</span>}
		</span>
	);
}

/** What happened, a line each, newest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }): JSX.Element {
	const columns: Column<AuditEntry>[] = [
		{ key: 'at', title: t('audit.when'), cell: ({ at }) => <time dateTime={at}>{dateTime(at)}</time> },
		{ key: 'by', title: t('audit.who'), cell: ({ by }) => by?.name ?? <span class="quiet">{t('audit.system')}</span> },
		{
			key: 'what',
			title: t('audit.what'),
			heading: true,
			cell: (it) => (
				<>
					{said(it)}
					{rest(it) && <span class="audit-rest quiet small">{rest(it)}</span>}
				</>
			),
		},
		{ key: 'which', title: t('audit.which'), cell: (it) => <Which it={it} /> },
	];
	return <Table caption={t('audit.title')} columns={columns} rows={entries} keyOf={({ id }) => id} unlinked={entries.every((it) => !it.fault && !it.asset)} />;
}
