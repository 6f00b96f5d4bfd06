import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Service } from '../../../server/municipality/contract.ts';
import { language, speak } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { t as shared } from '../../i18n/shared.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevronDown, chevronRight } from '../../ui/icons.ts';
import { lazy } from '../../ui/lazy.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { go } from '../route.ts';
import { chooseMode, clearDraft, draft } from './draft.ts';
import { findTroubles } from './find-trouble.ts';
import { PhotoFirst } from './photo-first.tsx';
import { forgetPhotos } from './photos.ts';
import { service, services, servicesProblem } from './services.ts';
import { Step } from './step.tsx';
import { common, troubleIcon } from './trouble-icons.ts';

const Nearby = lazy(async () => {
	const view = await import('./nearby.tsx');
	await speak(language.peek());
	return view.Nearby;
});

/** Goes on to the next question with this trouble. */
export const choose = (mode: string): void => {
	chooseMode(mode);
	go('/report/where');
};

/** The first question: what is wrong? Typed, tapped as one of the common troubles, or found in its group. */
export function What(): JSX.Element {
	return (
		<Step step={1} title={t('what.title')}>
			<Troubles />
		</Step>
	);
}

function Troubles(): JSX.Element {
	const typed = useSignal('');
	const all = services.value;
	if (!all)
		return servicesProblem.value ? <ProblemNotice problem={servicesProblem.value} onRetry={() => location.reload()} /> : <Skeleton kind="rows" count={6} />;
	const found = findTroubles(all, typed.value);
	const placed = draft.value.place !== null && !service.value;
	const type = (text: string): void => {
		typed.value = text;
		if (text.trim().length > 1) announce(shared('combobox.found', { count: findTroubles(all, text).length }));
	};
	return (
		<>
			<TextField
				type="search"
				label={t('what.search')}
				placeholder={t('what.example')}
				value={typed.value}
				onText={type}
				autoComplete="off"
				enterKeyHint="search"
			/>
			{typed.value.trim() ? (
				<Found services={found} />
			) : (
				<>
					<Begun />
					<PhotoFirst />
					{placed && <Nearby services={all} onChoose={choose} />}
					<CommonTiles services={all} />
					<Groups services={all} />
				</>
			)}
		</>
	);
}

/** A report was begun and left: go on with it, or leave it. */
function Begun(): JSX.Element | null {
	if (!service.value) return null;
	const afresh = (): void => {
		clearDraft();
		void forgetPhotos();
	};
	return (
		<Notice
			title={t('what.begun')}
			actions={
				<>
					<Button onClick={() => go('/report/where')}>{t('what.goOn')}</Button>
					<Button kind="quiet" onClick={afresh}>
						{t('what.afresh')}
					</Button>
				</>
			}
		>
			{service.value.title}
		</Notice>
	);
}

function Found({ services }: { services: readonly Service[] }): JSX.Element {
	if (services.length === 0) return <p class="quiet">{t('what.none')}</p>;
	return (
		<div class="panel">
			<Rows services={services.slice(0, 12)} />
		</div>
	);
}

/** The troubles people have most, as tiles. */
export function CommonTiles({ services, onChoose = choose }: { services: readonly Service[]; onChoose?: (mode: string) => void }): JSX.Element {
	const tiles = common.flatMap((mode) => services.find((it) => it.mode === mode) ?? []);
	return (
		<ul class="tiles" aria-label={t('what.common')}>
			{tiles.map((service) => (
				<li key={service.mode}>
					<button type="button" class="tile" onClick={() => onChoose(service.mode)}>
						<Icon path={troubleIcon(service)} size={32} />
						<span>{service.title}</span>
					</button>
				</li>
			))}
		</ul>
	);
}

const themes = ['lighting', 'water', 'sewer', 'roads', 'electricity', 'public', 'stormwater'] as const;

function Groups({ services }: { services: readonly Service[] }): JSX.Element {
	return (
		<section class="stack close" aria-labelledby="all-troubles">
			<h2 id="all-troubles">{t('what.all')}</h2>
			<div class="panel">
				{themes.map((theme) => {
					const those = services.filter((it) => it.theme === theme);
					const [first] = those;
					return first ? (
						<details key={theme} name="theme">
							<summary>
								<Icon path={troubleIcon({ mode: '', icon: first.icon })} size={24} />
								<span>{t(`theme.${theme}`)}</span>
								<Icon path={chevronDown} />
							</summary>
							<Rows services={those} />
						</details>
					) : null;
				})}
			</div>
		</section>
	);
}

function Rows({ services }: { services: readonly Service[] }): JSX.Element {
	return (
		<ul class="rows">
			{services.map((service) => (
				<li key={service.mode}>
					<button type="button" class="row-button" onClick={() => choose(service.mode)}>
						<Icon path={troubleIcon(service)} size={24} />
						<span class="grow">{service.title}</span>
						{service.emergency && <Badge tone="bad">{t('what.phoneFirst')}</Badge>}
						<Icon path={chevronRight} />
					</button>
				</li>
			))}
		</ul>
	);
}
