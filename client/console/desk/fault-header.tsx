import type { ComponentChildren, JSX } from 'preact';
import type { DeskFault } from '../../../server/faults/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { theTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, quantity } from '../../i18n/format.ts';
import { t as shared } from '../../i18n/shared.ts';
import { CopyCoordinates } from '../../map/copy-coordinates.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { check, warning } from '../../ui/icons.ts';
import { people } from '../../ui/staff-icons.ts';
import { StateSymbol } from '../../ui/state-symbol.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { departmentName } from '../facts.ts';
import { route } from '../route.ts';
import { openForm } from './case.ts';
import { DueClock } from './due-clock.tsx';
import { saidBy, share } from './figures.ts';
import { Standing } from './standing.tsx';

/** What the fault is, where, whose, and how pressing. */
export function FaultHeader({ it: { fault, routed } }: { it: Case }): JSX.Element {
	return (
		<header class="fault-header stack close">
			<div class="row fault-title">
				<StateSymbol state={fault.state} overdue={fault.overdue} size={20} />
				<h2 class="grow">{fault.title}</h2>
				<span class="code">{spokenCode(fault.code)}</span>
			</div>
			<div class="cluster">
				<strong>{shared(`state.${fault.state}`)}</strong>
				{fault.emergency && <Badge tone="bad">{t('fault.emergency')}</Badge>}
				{fault.reopened > 0 && <Badge tone="warn">{t('fault.reopened', { count: fault.reopened })}</Badge>}
				<DueClock fault={fault} />
				<span class="with-icon quiet">
					<Icon path={people} size={16} />
					{saidBy(fault)}
				</span>
			</div>
			{fault.reason && <p class="quiet">{fault.reason}</p>}
			<Standing key={fault.version} fault={fault} />
			<Facts fault={fault} />
			{routed && <Routed it={routed} />}
			<CopyCoordinates key={fault.code} lon={fault.lon} lat={fault.lat} />
			<Relations fault={fault} />
		</header>
	);
}

const Fact = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
	<div>
		<dt>{title}</dt>
		<dd>{children}</dd>
	</div>
);

const wardName = (code: string | null): string => theTown().wards.find((it) => it.code === code)?.name ?? code ?? '';

function Facts({ fault }: { fault: DeskFault }): JSX.Element {
	const { asset, street, ward, department, assignee, priority, dueAt, chainage, firstReportAt } = fault;
	const place = [street, wardName(ward)].filter(Boolean).join(', ');
	return (
		<dl class="fault-facts">
			<Fact title={t('fact.asset')}>
				{asset ? (
					<span class="cluster tight">
						<span>{asset.title}</span>
						{chainage !== null && <span class="quiet">{t('fault.chainage', { at: quantity(Math.round(chainage), 'm') })}</span>}
						<Link fault={fault} />
					</span>
				) : (
					<Unlinked fault={fault} />
				)}
			</Fact>
			<Fact title={t('fact.place')}>{place || t('fact.unknown')}</Fact>
			<Fact title={t('fact.department')}>{departmentName(department)}</Fact>
			<Fact title={t('fact.assignee')}>{assignee ?? t('fact.nobody')}</Fact>
			<Fact title={t('fact.priority')}>{t(`priority.${priorityOf(priority)}`)}</Fact>
			<Fact title={t('fact.due')}>{dueAt ? dateTime(dueAt) : t('fact.noDue')}</Fact>
			<Fact title={t('fact.since')}>{dateTime(firstReportAt)}</Fact>
		</dl>
	);
}

/** Which rules have sent it here, and which crew they suggest. */
function Routed({ it: { rules, crew } }: { it: NonNullable<Case['routed']> }): JSX.Element | null {
	const said = [rules.length > 0 && t('case.routed', { list: rules.join(', ') }), crew && t('case.crew', { name: crew })].filter(Boolean);
	return said.length > 0 ? <p class="quiet small">{said.join(' · ')}</p> : null;
}

/** Priorities are 1 to 5; what lies outside is shown as the nearest. */
export const priorityOf = (priority: number): 1 | 2 | 3 | 4 | 5 => Math.min(5, Math.max(1, Math.round(priority))) as 1 | 2 | 3 | 4 | 5;

function Link({ fault: { confirmed, pLink } }: { fault: DeskFault }): JSX.Element | null {
	if (confirmed)
		return (
			<Badge tone="good">
				<Icon path={check} size={16} />
				{t('fault.confirmed')}
			</Badge>
		);
	return pLink === null ? null : <Badge>{t('fault.likely', { share: share(pLink) })}</Badge>;
}

function Unlinked({ fault: { confirmed, needsLook } }: { fault: DeskFault }): JSX.Element {
	if (confirmed) return <>{t('fault.notInRegister')}</>;
	return needsLook ? (
		<span class="cluster tight">
			<Icon path={warning} size={16} />
			{t('fault.needsLook')}
		</span>
	) : (
		<span>{t('fault.atPlace')}</span>
	);
}

const faultHref = (code: string): string => hrefOf({ ...route.value, view: 'desk', fault: code });

const Other = ({ code }: { code: string }): JSX.Element => (
	<a class="code" href={faultHref(code)}>
		{spokenCode(code)}
	</a>
);

/** Other faults this one has to do with. */
function Relations({ fault: { suggestedMerge, mergedInto, repeatOf } }: { fault: DeskFault }): JSX.Element | null {
	if (!suggestedMerge && !mergedInto && !repeatOf) return null;
	return (
		<ul class="bare-list fault-relations">
			{mergedInto && (
				<li>
					{t('fault.mergedInto')} <Other code={mergedInto} />
				</li>
			)}
			{suggestedMerge && !mergedInto && (
				<li class="cluster tight">
					<span>{t('fault.maybeSame')}</span> <Other code={suggestedMerge} />
					<button type="button" class="text-button" onClick={() => openForm('merge')}>
						{t('fault.lookAtMerge')}
					</button>
				</li>
			)}
			{repeatOf && (
				<li>
					{t('fault.repeats')} <Other code={repeatOf} />
				</li>
			)}
		</ul>
	);
}
