import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, type ButtonProps } from './button.tsx';

interface FileButtonProps {
	label: string;
	icon: string;
	busy: boolean;
	kind?: ButtonProps['kind'];
	/** Opens the camera rather than the gallery. */
	capture?: boolean;
	/** What may be chosen; photos, if nothing is said. */
	accept?: string;
	onOpen?: () => void;
	onFiles: (files: readonly File[]) => Promise<void>;
}

/** A button that takes or chooses photos or videos. */
export function FileButton({ label, icon, busy, kind, capture, accept = 'image/*', onOpen, onFiles }: FileButtonProps): JSX.Element {
	const input = useRef<HTMLInputElement>(null);
	const open = (): void => {
		onOpen?.();
		input.current?.click();
	};
	return (
		<>
			<Button icon={icon} busy={busy} onClick={open} {...(kind && { kind })}>
				{label}
			</Button>
			<input
				ref={input}
				type="file"
				accept={accept}
				hidden
				aria-label={label}
				multiple={!capture}
				{...(capture && { capture: 'environment' })}
				onChange={({ currentTarget }) => {
					const files = [...(currentTarget.files ?? [])];
					// Emptied, so that the same photo can be chosen again.
					currentTarget.value = '';
					if (files.length > 0) void onFiles(files);
				}}
			/>
		</>
	);
}
