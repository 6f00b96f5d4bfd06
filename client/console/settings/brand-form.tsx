import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type BrandSettings, writeBrandSettings } from '../../../server/municipality/settings/contract.ts';
import { call } from '../../api/call.ts';
import { fieldErrors, type Problem } from '../../api/problem.ts';
import { loadTown } from '../../api/town.ts';
import { t } from '../../i18n/console.ts';
import { wearBrand } from '../../ui/brand.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { brandColours } from '../../ui/colour.ts';
import { FileButton } from '../../ui/file-button.tsx';
import { check, cross, plus } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { keepSetting } from './keep.ts';
import { logoOf } from './logo-of.ts';

interface BrandFormProps {
	it: BrandSettings;
	again: () => Promise<void>;
}

/** What the municipality is called, its colour and its logo, with what comes of it. */
export function BrandForm({ it, again }: BrandFormProps): JSX.Element {
	const draft = useSignal(it);
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const write = (part: Partial<BrandSettings>): void => {
		draft.value = { ...draft.peek(), ...part };
	};
	const keep = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = await keepSetting({
			before: it,
			wish: draft.peek(),
			write: (wish) => call(writeBrandSettings, wish),
			done: ({ colour }) => {
				wearBrand(colour);
				void loadTown();
				void again();
			},
		});
		busy.value = false;
	};
	const errors = fieldErrors(problem.value);
	const { name, colour } = draft.value;
	return (
		<Card title={t('settings.brand')}>
			<div class="settings-columns with-preview">
				<form class="stack" noValidate onSubmit={(event) => void keep(event)}>
					<TextField label={t('settings.name')} maxLength={120} error={errors['name']} value={name} onText={(words) => write({ name: words })} />
					<div class="settings-colour">
						<TextField
							type="color"
							label={t('settings.colour')}
							hint={t('settings.colourHint')}
							error={errors['colour']}
							value={colour}
							onText={(words) => write({ colour: words })}
						/>
					</div>
					<Logo it={draft.value} error={errors['logo']} write={write} />
					{problem.value && <ProblemNotice problem={problem.value} />}
					<div>
						<Button kind="primary" type="submit" icon={check} busy={busy.value}>
							{t('settings.keep')}
						</Button>
					</div>
				</form>
				<Looks it={draft.value} />
			</div>
		</Card>
	);
}

interface LogoProps {
	it: BrandSettings;
	error: string | undefined;
	write: (part: Partial<BrandSettings>) => void;
}

function Logo({ it, error, write }: LogoProps): JSX.Element {
	const busy = useSignal(false);
	const take = async ([file]: readonly File[]): Promise<void> => {
		busy.value = true;
		const logo = file ? await logoOf(file) : null;
		busy.value = false;
		if (logo === null) toast({ text: t('settings.logoUnread'), kind: 'bad' });
		else write({ logo });
	};
	return (
		<fieldset class="stack close settings-part">
			<legend>{t('settings.logo')}</legend>
			<p class="field-hint">{t('settings.logoHint')}</p>
			{error && <p class="field-error">{error}</p>}
			<div class="cluster">
				<FileButton label={t('settings.logoChoose')} icon={plus} busy={busy.value} onFiles={take} />
				{it.logo !== null && (
					<Button kind="quiet" icon={cross} onClick={() => write({ logo: null })}>
						{t('settings.logoAway')}
					</Button>
				)}
			</div>
		</fieldset>
	);
}

/** The bar as residents will see it. */
function Looks({ it: { name, colour, logo } }: { it: BrandSettings }): JSX.Element {
	const colours = brandColours(colour);
	return (
		<section class="stack close settings-part" aria-labelledby="settings-looks">
			<h3 id="settings-looks">{t('settings.looksSo')}</h3>
			<div class="settings-looks" style={{ background: colours?.brand, color: colours?.onBrand }}>
				{logo && <img src={logo} alt="" />}
				<span>{name}</span>
			</div>
		</section>
	);
}
