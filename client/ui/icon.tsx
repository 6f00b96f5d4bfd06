import type { JSX } from 'preact';
import './icon.css';

interface IconProps {
	/** A drawing from `icons.ts` or `asset-icons.ts`. */
	path: string;
	/** Only where the icon stands alone and says something that no word beside it says. */
	label?: string;
	size?: 16 | 20 | 24 | 32;
	class?: string;
}

/** One icon, in the colour of the text around it; decoration for a screen reader unless it has a label. */
export function Icon({ path, label, size = 20, class: extra = '' }: IconProps): JSX.Element {
	return (
		<svg class={`icon ${extra}`} width={size} height={size} viewBox="0 0 20 20" role="img" aria-label={label} aria-hidden={!label}>
			<path d={path} />
		</svg>
	);
}
