import { Box, Text } from "ink";

/** One line of a pane: text of the exact width. */
export interface PaneLine {
  readonly text: string;
  readonly isMarked?: boolean;
  readonly isStrong?: boolean;
}

/** A titled column of lines, all as wide as the pane. */
export function PaneView(props: {
  /** One column narrower than the pane: a mark is before it, for terminals without colours. */
  readonly title: string;
  readonly isActive: boolean;
  readonly width: number;
  /** Rows below the title, regardless of the number of lines: ink leaves old lines when the height changes. */
  readonly rows: number;
  readonly lines: readonly PaneLine[];
}) {
  const { title, isActive, width, rows, lines } = props;
  return (
    <Box flexDirection="column" width={width} height={rows + 1} marginRight={1} flexShrink={0}>
      <Text bold inverse={isActive} wrap="truncate">
        {`${isActive ? ">" : " "}${title}`}
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
