import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { theTown } from '../api/town.ts';
import { moved } from './route.ts';

interface PageTitleProps {
	children: string;
	/** Only for screen readers, where the screen says it otherwise. */
	unseen?: boolean;
}

/** The title of a screen: names the tab, and takes the focus when the screen was moved to, so that a screen reader says where one is. */
export function PageTitle({ children, unseen }: PageTitleProps): JSX.Element {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		document.title = `${children} · ${theTown().name}`;
	}, [children]);
	useEffect(() => {
		if (!moved.peek()) return;
		scrollTo(0, 0);
		heading.current?.focus({ preventScroll: true });
	}, []);
	return (
		<h1 ref={heading} tabIndex={-1} class={unseen ? 'unseen' : 'page-title'}>
			{children}
		</h1>
	);
}

/** A screen that is read rather than filled in. */
export function Page({ title, wide, children }: { title: string; wide?: boolean; children: ComponentChildren }): JSX.Element {
	return (
		<div class={`page stack loose${wide ? ' wide' : ''}`}>
			<PageTitle>{title}</PageTitle>
			{children}
		</div>
	);
}
