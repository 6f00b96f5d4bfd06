import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Cause, type CauseStreet, causeReasons } from '../../../server/faults/causes/contract.ts';
import { t } from '../../i18n/console.ts';
import { dateTime, percent } from '../../i18n/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { check, cross, undo } from '../../ui/icons.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { Notice } from '../../ui/notice.tsx';
import { hrefOf, spokenCode } from '../address.ts';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { backsUp, chanceWords, deviceWords, reasonWords } from './cause-words.ts';
import { accept, reject, rejecting, takeBack } from './decide.ts';

const CauseMap = lazy(async () => (await import('./cause-map.tsx')).CauseMap);

const AssetLink = ({ reference }: { reference: string }): JSX.Element => (
	<a class="code" href={hrefOf({ ...route.value, view: 'asset', asset: reference })}>
		{reference}
	</a>
);

const FaultLink = ({ code }: { code: string }): JSX.Element => (
	<a class="code" href={hrefOf({ ...route.value, view: 'desk', fault: code })}>
		{spokenCode(code)}
	</a>
);

/** One suggestion with its reasons, where to look first, whom it concerns, and what to decide. */
export function CausePanel({ it, done }: { it: Cause; done: () => void }): JSX.Element {
	const pointed = useSignal<{ lon: number; lat: number } | null>(null);
	return (
		<div class="stack cause-panel">
			<p>
				<strong>{deviceWords(it.device)}</strong>
			</p>
			<p>{reasonWords(it)}</p>
			<ul class="bare-list cluster">
				<li>
					<Badge tone="good">{t('cause.common', { percent: chanceWords(it.common) })}</Badge>
				</li>
				<li>
					<Badge>{t('cause.likely', { percent: chanceWords(it.posterior) })}</Badge>
				</li>
			</ul>
			{it.well > 0 && <p class="quiet">{t('cause.well', { count: it.well })}</p>}
			<Decision it={it} done={done} />
			<div class="cause-map">
				<CauseMap it={it} pointed={pointed} />
			</div>
			<Legend it={it} />
			{it.unlevelled > 0 && <p class="quiet small">{t('cause.unlevelled', { count: it.unlevelled, affected: it.affected })}</p>}
			<Test it={it} onPoint={(at) => (pointed.value = at)} />
			<Others it={it} />
			<Concerned it={it} />
			<Explained it={it} />
		</div>
	);
}

function Decision({ it, done }: { it: Cause; done: () => void }): JSX.Element | null {
	if (!may('fault.merge')) return null;
	if (it.state !== 'suggested')
		return (
			<div class="stack tight">
				{it.fault && (
					<p>
						{t('cause.acceptedAs', { fault: spokenCode(it.fault) })} ·{' '}
						<a href={hrefOf({ ...route.value, view: 'desk', fault: it.fault })}>{t('cause.toFault')}</a>
					</p>
				)}
				{it.reason && <p>{t(`cause.reason.${it.reason}`)}</p>}
				<div>
					<Button icon={undo} aria-keyshortcuts="u" onClick={() => void takeBack(it, done)}>
						{t('cause.takeBack')} <KeyHint keys="u" />
					</Button>
				</div>
			</div>
		);
	if (rejecting.value)
		return (
			<fieldset class="stack tight cause-why">
				<legend>{t('cause.why')}</legend>
				<div class="cluster">
					{causeReasons.map((reason) => (
						<Button key={reason} onClick={() => void reject(it, reason, done)}>
							{t(`cause.reason.${reason}`)}
						</Button>
					))}
				</div>
			</fieldset>
		);
	return (
		<div class="cluster">
			<Button kind="primary" icon={check} aria-keyshortcuts="a" onClick={() => void accept(it, done)}>
				{t('cause.accept')} <KeyHint keys="a" />
			</Button>
			<Button icon={cross} aria-keyshortcuts="x" onClick={() => (rejecting.value = true)}>
				{t('cause.reject')} <KeyHint keys="x" />
			</Button>
		</div>
	);
}

const Legend = ({ it }: { it: Cause }): JSX.Element => (
	<ul class="bare-list cluster small">
		{(['device', 'reported', 'affected'] as const).map((kind) => (
			<li key={kind} class="cluster tight">
				<span class={`cause-mark ${kind}`} aria-hidden="true" /> {t(kind === 'affected' && backsUp(it) ? 'cause.legend.full' : `cause.legend.${kind}`)}
			</li>
		))}
	</ul>
);

type Place = NonNullable<Cause['test']>;

/** Why to look at some places first. */
interface Look {
	places: readonly Place[];
	why: string;
}

/** Where to look first: at the manholes between which a blockage would be; and where the likely causes differ most. */
function looksOf({ between: { full, clear }, test, ...it }: Cause): Look[] {
	const lids = full && (clear ? t('cause.between', { full: full.title, clear: clear.title }) : t('cause.fullOnly', { full: full.title }));
	const beside = test && test.reference !== full?.reference && test.reference !== clear?.reference;
	return [
		...(full && lids ? [{ places: clear ? [full, clear] : [full], why: lids }] : []),
		...(beside ? [{ places: [test], why: t(backsUp(it) ? 'cause.testFull' : 'cause.testHint', { asset: test.title }) }] : []),
	];
}

function Test({ it, onPoint }: { it: Cause; onPoint: (at: Place | null) => void }): JSX.Element {
	const looks = looksOf(it);
	if (looks.length === 0) return <Notice>{t('cause.noTest', { device: it.device.title })}</Notice>;
	return (
		<section class="stack tight">
			<h3>{t('cause.test')}</h3>
			{looks.map(({ places, why }) => (
				<div key={why} class="stack tight">
					<p>{why}</p>
					{places.map((place) => (
						<p key={place.reference} onPointerEnter={() => onPoint(place)} onPointerLeave={() => onPoint(null)} onFocusCapture={() => onPoint(place)}>
							<AssetLink reference={place.reference} /> {place.street && <span class="quiet">{place.street}</span>}
						</p>
					))}
				</div>
			))}
		</section>
	);
}

function Others({ it: { same, others } }: { it: Cause }): JSX.Element {
	return (
		<>
			{same.length > 0 && (
				<section class="stack tight">
					<h3>{t('cause.same')}</h3>
					<ul class="bare-list">
						{same.map((device) => (
							<li key={`${device.reference}${device.phase}`}>{deviceWords(device)}</li>
						))}
					</ul>
				</section>
			)}
			{others.length > 0 && (
				<section class="stack tight">
					<h3>{t('cause.others')}</h3>
					<ol class="cause-others">
						{others.map(({ devices: [device], posterior, affected }, i) => (
							<li key={i}>{device && t('cause.other', { device: deviceWords(device), percent: percent(posterior), affected })}</li>
						))}
					</ol>
				</section>
			)}
		</>
	);
}

/** "nos. 3–41 · 2 reports": the houses there, and how often it was reported. */
const streetWords = ({ houses, reports }: CauseStreet): string =>
	[
		houses && (houses.from < houses.to ? t('cause.houseNumbers', houses) : t('cause.houseNumber', { number: houses.from })),
		reports > 0 && t('cause.reportsThere', { count: reports }),
	]
		.filter(Boolean)
		.join(' · ');

const Concerned = ({ it }: { it: Cause }): JSX.Element => (
	<section class="stack tight">
		<h3>{t('cause.tell')}</h3>
		<p>{t('cause.followers', { count: it.followers })}</p>
		{it.customers > 0 && <p>{t('cause.customers', { count: it.customers })}</p>}
		{it.streets.length > 0 && (
			<>
				<p>{t('cause.streets')}</p>
				<ul class="bare-list">
					{it.streets.map((one) => (
						<li key={one.street}>
							{one.street} <span class="quiet">{streetWords(one)}</span>
						</li>
					))}
				</ul>
			</>
		)}
		{it.critical.length > 0 && (
			<>
				<p>{t('cause.critical')}</p>
				<ul class="bare-list">
					{it.critical.map((one) => (
						<li key={one.reference} class="cluster">
							<Badge tone="warn">{one.what}</Badge> <AssetLink reference={one.reference} /> {one.street && <span class="quiet">{one.street}</span>}
						</li>
					))}
				</ul>
			</>
		)}
	</section>
);

const Explained = ({ it: { faults } }: { it: Cause }): JSX.Element => (
	<section class="stack tight">
		<h3>{t('cause.faults')}</h3>
		<ul class="bare-list cause-faults">
			{faults.map((fault) => (
				<li key={fault.code} class="cluster between">
					<span>
						<FaultLink code={fault.code} /> {fault.title}
						{fault.street && <span class="quiet"> · {fault.street}</span>}
					</span>
					<span class="quiet small">
						{fault.asset ?? t('cause.noLink')} · {dateTime(fault.firstReportAt)}
					</span>
				</li>
			))}
		</ul>
	</section>
);
