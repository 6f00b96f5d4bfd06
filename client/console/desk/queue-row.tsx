import type { JSX } from 'preact';
import type { DeskFault } from '../../../server/faults/contract.ts';
import { t } from '../../i18n/console.ts';
import { shortDuration } from '../../i18n/duration.ts';
import { dateTime, number } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Icon } from '../../ui/icon.tsx';
import { check, chevronDown, chevronUp } from '../../ui/icons.ts';
import { people } from '../../ui/staff-icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { now } from '../clock.ts';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { chosen, toggleChosen } from './chosen.ts';
import { DueClock } from './due-clock.tsx';
import { saidBy, share } from './figures.ts';
import { pointed } from './pointed.ts';

interface RowProps {
	fault: DeskFault;
	/** It came or changed while the queue was watched. */
	fresh: boolean;
	/** The one row that the tab key stops at. */
	reached: boolean;
}

/** One fault in the queue: state, trouble, asset, place, clock, age, how many, how sure. */
export function QueueRow({ fault, fresh, reached }: RowProps): JSX.Element {
	const { code, state, overdue, title, open } = fault;
	const href = hrefOf({ ...route.value, view: 'desk', fault: code, map: false });
	return (
		<li class="queue-item">
			{may('fault.assign') && (
				<input
					type="checkbox"
					class="queue-choose"
					tabIndex={-1}
					aria-label={t('many.choose', { fault: spokenCode(code) })}
					checked={chosen.value.includes(code)}
					onChange={() => toggleChosen(code)}
				/>
			)}
			<a
				class={`queue-row${open ? '' : ' over'}${pointed.value === code ? ' pointed' : ''}`}
				href={href}
				data-row={code}
				tabIndex={reached ? 0 : -1}
				aria-current={route.value.fault === code ? 'true' : undefined}
				onPointerEnter={() => (pointed.value = code)}
				onFocus={() => (pointed.value = code)}
			>
				<StateSymbol state={state} overdue={overdue} spoken />
				<span class="queue-row-main">
					<span class="row tight">
						{fresh && <span class="fresh-dot" role="img" aria-label={t('queue.fresh')} />}
						{fault.emergency && <strong class="emergency-word">{t('fault.emergency')}</strong>}
						{fault.override && (
							<span class="queue-row-placed" title={t(`placed.${fault.override}`)}>
								<Icon path={fault.override === 'top' ? chevronUp : chevronDown} size={16} label={t(`placed.${fault.override}`)} />
							</span>
						)}
						<span class="queue-row-title clip">{title}</span>
					</span>
					<span class="queue-row-where clip">
						<AssetWords fault={fault} />
						{fault.street && <> · {fault.street}</>}
					</span>
				</span>
				<Figures fault={fault} />
			</a>
		</li>
	);
}

function AssetWords({ fault: { asset, needsLook } }: { fault: DeskFault }): JSX.Element {
	if (asset) return <span class="code">{asset.reference}</span>;
	return <span class={needsLook ? 'no-asset' : ''}>{t(needsLook ? 'queue.noAssetYet' : 'queue.atPlace')}</span>;
}

function Figures({ fault }: { fault: DeskFault }): JSX.Element {
	const { firstReportAt, reports, meToos, open, state, code, escalated } = fault;
	return (
		<span class="queue-row-figures figures">
			{open ? <DueClock fault={fault} /> : <span class="quiet">{shared(`state.${state}`)}</span>}
			<span class="row close">
				<span class="unseen">{spokenCode(code)}</span>
				{open && escalated > 0 && (
					<span class="queue-level" role="img" aria-label={t('clocks.level', { step: escalated })} title={t('clocks.level', { step: escalated })}>
						▲{escalated}
					</span>
				)}
				<Confidence fault={fault} />
				<span class="with-icon" title={saidBy(fault)}>
					<Icon path={people} size={16} />
					{number(reports + meToos)}
				</span>
				<time class="queue-age" dateTime={firstReportAt} title={t('fault.since', { when: dateTime(firstReportAt) })}>
					{shortDuration(now.value - Date.parse(firstReportAt))}
				</time>
			</span>
		</span>
	);
}

function Confidence({ fault: { confirmed, pLink, asset } }: { fault: DeskFault }): JSX.Element | null {
	if (!asset) return null;
	if (confirmed)
		return (
			<span class="sure" title={t('fault.confirmed')}>
				<Icon path={check} size={16} label={t('fault.confirmed')} />
			</span>
		);
	if (pLink === null) return null;
	return <span title={t('fault.likely', { share: share(pLink) })}>{share(pLink)}</span>;
}
