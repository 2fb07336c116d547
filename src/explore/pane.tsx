import { Box, Text } from "ink";

/** One line of a pane: text of the exact width. */
export interface PaneLine {
  readonly text: string;
  readonly isMarked?: boolean;
  readonly isStrong?: boolean;
}

/** A titled column of lines, all as wide as the pane. */
export function PaneView(props: {
  readonly title: string;
  readonly isActive: boolean;
  readonly width: number;
  readonly lines: readonly PaneLine[];
}) {
  const { title, isActive, width, lines } = props;
  return (
    <Box flexDirection="column" width={width} marginRight={1} flexShrink={0}>
      <Text bold inverse={isActive} wrap="truncate">
        {title}
      </Text>
      {lines.map(({ text, isMarked = false, isStrong = false }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position on the screen
        <Text key={at} inverse={isMarked} bold={isStrong} wrap="truncate">
          {text}
        </Text>
      ))}
    </Box>
  );
}
