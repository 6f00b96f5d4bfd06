import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { theTown } from '../api/town.ts';
import { date } from '../i18n/format.ts';
import { t as form } from '../i18n/resident.ts';
import { t } from '../i18n/resident-pages.ts';
import { text } from '../i18n/text.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { arrowRight, chevronRight, map, person, phone as phoneIcon } from '../ui/icons.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AnnouncedList } from './announced.tsx';
import { addressOf, forgetReports, myReports } from './my-reports.ts';
import { PageTitle } from './page.tsx';
import { clearDraft, draft } from './report/draft.ts';
import { telephone } from './report/emergency.tsx';
import { forgetPhotos } from './report/photos.ts';
import { services, startServices } from './report/services.ts';
import { CommonTiles, choose } from './report/what.tsx';
import { go } from './route.ts';

/** A tile begins a new report; one that was begun before is gone on with by the button above. */
const begin = (mode: string): void => {
	clearDraft();
	void forgetPhotos();
	choose(mode);
};

/** The first screen: report, phone in an emergency, find a report again, see what is known. */
export function Home(): JSX.Element {
	useEffect(startServices, []);
	const begun = draft.value.mode !== null;
	return (
		<div class="page stack loose home">
			<div class="hero">
				<PageTitle>{t('home.title')}</PageTitle>
				<p class="quiet">{t('home.intro', { town: theTown().name })}</p>
				<ButtonLink kind="primary" wide iconAfter={arrowRight} href={begun ? '/report/where' : '/report'}>
					{begun ? t('home.goOn') : form('app.title')}
				</ButtonLink>
			</div>
			<section class="stack close" aria-labelledby="common">
				<h2 id="common">{form('what.common')}</h2>
				{services.value ? <CommonTiles services={services.value} onChoose={begin} /> : <Skeleton kind="rows" count={3} />}
			</section>
			<EmergencyCard />
			<AnnouncedList />
			<MyReports />
			<FindTicket />
			<ButtonLink wide icon={person} iconAfter={chevronRight} href="/my">
				{t('home.account')}
			</ButtonLink>
			<ButtonLink wide icon={map} iconAfter={chevronRight} href="/map">
				{t('home.map')}
			</ButtonLink>
		</div>
	);
}

function EmergencyCard(): JSX.Element {
	const { phone, text: words } = theTown().emergency;
	return (
		<section class="emergency-card" aria-labelledby="emergency">
			<div class="stack tight">
				<h2 id="emergency">{t('home.emergency')}</h2>
				<p>{text(words)}</p>
			</div>
			<a class="call figures" href={telephone(phone)}>
				<Icon path={phoneIcon} />
				{phone}
			</a>
		</section>
	);
}

function FindTicket(): JSX.Element {
	const typed = useSignal('');
	return (
		<form
			class="find-ticket"
			onSubmit={(event) => {
				event.preventDefault();
				if (typed.value.trim()) go(addressOf(typed.value, myReports.peek(), theTown().prefix));
			}}
		>
			<TextField
				label={t('home.ticket')}
				placeholder={`${theTown().prefix}-7F3K2`}
				autoCapitalize="characters"
				autoComplete="off"
				spellcheck={false}
				value={typed.value}
				onText={(it) => (typed.value = it)}
			/>
			<Button type="submit">{t('home.find')}</Button>
		</form>
	);
}

function MyReports(): JSX.Element | null {
	if (myReports.value.length === 0) return null;
	const titleOf = (mode: string): string => services.value?.find((it) => it.mode === mode)?.title ?? '';
	return (
		<section class="stack close" aria-labelledby="mine">
			<div class="row between">
				<h2 id="mine">{t('home.mine')}</h2>
				<Button kind="quiet" onClick={forgetReports}>
					{t('home.forget')}
				</Button>
			</div>
			<div class="panel">
				<ul class="rows">
					{myReports.value.slice(0, 5).map((it) => (
						<li key={it.tracking}>
							<a class="row-button" href={it.tracking}>
								<span class="grow">
									<span>{titleOf(it.mode) || it.ticket}</span>
									<br />
									<span class="quiet small figures">
										{it.ticket} · {date(it.at)}
									</span>
								</span>
								<Icon path={chevronRight} />
							</a>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
