import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/shared.ts';
import { IconButton } from './icon-button.tsx';
import { cross } from './icons.ts';
import './side-panel.css';

interface SidePanelProps {
	title: ComponentChildren;
	onClose: () => void;
	/** Beside the title. */
	actions?: ComponentChildren;
	/** From the bottom, under the thumb, rather than from the side; on a phone it always is. */
	sheet?: boolean;
	/** Stands over what it belongs to (a map); else it takes its place in the row. */
	over?: boolean;
	children: ComponentChildren;
}

/** Something more about what is chosen, beside it: what was there stays usable. Escape closes it and gives the focus back. */
export function SidePanel({ title, onClose, actions, sheet, over, children }: SidePanelProps): JSX.Element {
	const panel = useRef<HTMLElement>(null);
	useEffect(() => {
		const before = document.activeElement;
		panel.current?.focus({ preventScroll: true });
		return () => {
			if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
		};
	}, []);
	const pressed = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape' || event.defaultPrevented) return;
		event.stopPropagation();
		onClose();
	};
	return (
		<aside ref={panel} tabIndex={-1} class={`side-panel${sheet ? ' sheet' : ''}${over ? ' over' : ''}`} onKeyDown={pressed}>
			<div class="side-panel-head">
				<h2 class="grow clip">{title}</h2>
				{actions}
				<IconButton path={cross} label={t('action.close')} onClick={onClose} />
			</div>
			<div class="side-panel-body">{children}</div>
		</aside>
	);
}
