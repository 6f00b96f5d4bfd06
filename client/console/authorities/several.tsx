import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { cross } from '../../ui/icons.ts';
import { Select } from '../../ui/select.tsx';

interface SeveralProps {
	label: string;
	hint?: string;
	/** What the first, empty choice says. */
	add: string;
	error?: string | undefined;
	options: readonly { value: string; label: string }[];
	chosen: readonly string[];
	onChange: (chosen: string[]) => void;
}

/** Some out of many: those chosen are seen, each with its way out; the others wait in a list. */
export function Several({ label, hint, add, error, options, chosen, onChange }: SeveralProps): JSX.Element {
	const named = (value: string): string => options.find((it) => it.value === value)?.label ?? value;
	const left = options.filter(({ value }) => !chosen.includes(value));
	return (
		<div class="stack close">
			<Select
				{...{ label, hint, error }}
				value=""
				options={[{ value: '', label: add }, ...left]}
				onChoose={(value) => value !== '' && onChange([...chosen, value])}
			/>
			{chosen.length > 0 && (
				<ul class="bare-list cluster" aria-label={label}>
					{chosen.map((value) => (
						<li key={value}>
							<Button icon={cross} aria-label={t('authority.without', { name: named(value) })} onClick={() => onChange(chosen.filter((it) => it !== value))}>
								{named(value)}
							</Button>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
