import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/embed.ts';
import { languageNames, offered } from '../i18n/language.ts';
import { Button } from '../ui/button.tsx';
import { copy } from '../ui/icons.ts';
import { RadioList } from '../ui/radio-list.tsx';
import { Select } from '../ui/select.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import './builder.css';
import { Sites } from './sites.tsx';
import { frameAddress, snippet, type Wish } from './snippet.ts';

/** Lets somebody choose what their website shows, sees it as it will be, and writes the snippet. */
export function Builder({ town }: { town: Town }): JSX.Element {
	const wish = useSignal<Wish>({ view: 'report', ward: '', language: '', colour: '', theme: '', height: 640, how: 'script', title: town.name });
	const code = snippet(location.origin, wish.value);
	const copyIt = async (): Promise<void> => {
		await navigator.clipboard.writeText(code);
		toast({ text: t('build.copied') });
	};
	return (
		<div class="page wide stack loose">
			<h1 class="page-title">{t('build.title')}</h1>
			<p>{t('build.help')}</p>
			<div class="builder">
				<div class="stack loose">
					<Choices town={town} wish={wish} />
					<TextArea label={t('build.code')} value={code} rows={5} readOnly spellcheck={false} onText={() => undefined} />
					<Button kind="primary" icon={copy} onClick={() => void copyIt()}>
						{t('build.copy')}
					</Button>
					<Policy />
					<Sites />
				</div>
				<section class="stack close" aria-labelledby="preview">
					<h2 id="preview">{t('build.preview')}</h2>
					<iframe
						class="builder-frame"
						key={frameAddress(location.origin, wish.value)}
						src={frameAddress(location.origin, wish.value)}
						title={t('build.preview')}
					/>
				</section>
			</div>
		</div>
	);
}

interface ChoicesProps {
	town: Town;
	wish: Signal<Wish>;
}

function Choices({ town, wish }: ChoicesProps): JSX.Element {
	const it = wish.value;
	const change = (part: Partial<Wish>): void => {
		wish.value = { ...it, ...part };
	};
	const wards = town.wards.map(({ code, name }) => ({ value: code, label: name }));
	return (
		<>
			<RadioList
				label={t('build.what')}
				value={it.view}
				choices={[
					{ value: 'report' as Wish['view'], label: t('build.report') },
					{ value: 'map', label: t('build.map') },
					{ value: 'ward', label: t('build.wardView') },
				]}
				onChoose={(view) => change({ view, ward: view === 'ward' ? (wards[0]?.value ?? '') : '' })}
			/>
			{it.view !== 'report' && (
				<Select
					label={t('build.ward')}
					value={it.ward}
					options={it.view === 'map' ? [{ value: '', label: t('build.wardAll') }, ...wards] : wards}
					onChoose={(ward) => change({ ward })}
				/>
			)}
			<Looks town={town} wish={wish} />
			<RadioList
				label={t('build.how')}
				value={it.how}
				choices={[
					{ value: 'script' as Wish['how'], label: t('build.howScript') },
					{ value: 'frame', label: t('build.howFrame') },
				]}
				onChoose={(how) => change({ how })}
			/>
			<TextField
				label={t('build.height')}
				inputMode="numeric"
				value={String(it.height)}
				onText={(text) => change({ height: Math.min(4000, Math.max(200, Number.parseInt(text, 10) || 200)) })}
			/>
		</>
	);
}

/** Language, colour and appearance. */
function Looks({ town, wish }: ChoicesProps): JSX.Element {
	const it = wish.value;
	const change = (part: Partial<Wish>): void => {
		wish.value = { ...it, ...part };
	};
	return (
		<>
			<Select
				label={t('build.language')}
				value={it.language}
				options={[{ value: '', label: t('build.languageAny') }, ...offered.value.map((value) => ({ value: value as string, label: languageNames[value] }))]}
				onChoose={(language) => change({ language })}
			/>
			<Colour colour={it.colour} own={town.brand.colour} onChange={(colour) => change({ colour })} />
			<Select
				label={t('build.appearance')}
				value={it.theme}
				options={[
					{ value: '' as const, label: t('build.auto') },
					{ value: 'light' as const, label: t('build.light') },
					{ value: 'dark' as const, label: t('build.dark') },
				]}
				onChoose={(theme) => change({ theme })}
			/>
		</>
	);
}

/** The municipality's own colour, or another six digits. */
function Colour({ colour, own, onChange }: { colour: string; own: string; onChange: (colour: string) => void }): JSX.Element {
	return (
		<div class="row builder-colour">
			<Select
				label={t('build.colour')}
				value={colour === '' ? 'own' : 'other'}
				options={[
					{ value: 'own', label: t('build.colourOwn') },
					{ value: 'other', label: t('build.colourOther') },
				]}
				onChoose={(it) => onChange(it === 'own' ? '' : own.replace('#', ''))}
			/>
			{colour !== '' && (
				<input type="color" aria-label={t('build.colour')} value={`#${colour}`} onChange={(event) => onChange(event.currentTarget.value.replace('#', ''))} />
			)}
		</div>
	);
}

function Policy(): JSX.Element {
	return (
		<div class="stack tight">
			<p class="quiet small">{t('build.policy')}</p>
			<pre class="builder-policy">
				<code>{`script-src ${location.origin};\nframe-src ${location.origin};`}</code>
			</pre>
		</div>
	);
}
