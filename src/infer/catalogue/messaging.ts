import type { CatalogueEntry, Touch } from "./entry.ts";

/** Topics and queues. */
export const MESSAGING: readonly CatalogueEntry[] = [
  ...both(
    "kafka",
    "topic",
    { namespace: "kafka://{properties.bootstrap.servers:first}", name: "{topic}" },
    ["kafka.Produce"],
    ["kafka.Consume", "kafka.Trigger", "kafka.RealtimeTrigger"],
  ),
  ...both(
    "pulsar",
    "topic",
    { namespace: "{uri:server}", name: "{topic}" },
    ["pulsar.Produce"],
    ["pulsar.Consume", "pulsar.Trigger", "pulsar.RealtimeTrigger"],
  ),
  ...both(
    "nats",
    "topic",
    { namespace: "nats://{url:authority}", name: "{subject}" },
    ["nats.Produce", "nats.core.Produce"],
    ["nats.Consume", "nats.core.Consume", "nats.*Trigger"],
  ),
  ...both(
    "mqtt",
    "topic",
    { namespace: "mqtt://{server:authority}", name: "{topic}" },
    ["mqtt.Publish"],
    ["mqtt.Subscribe", "mqtt.Trigger", "mqtt.RealtimeTrigger"],
  ),
  {
    types: ["amqp.Publish"],
    system: "amqp",
    kind: "queue",
    writes: [{ namespace: "amqp://{url:authority}", name: "{exchange}" }],
  },
  {
    types: ["amqp.Consume", "amqp.Trigger", "amqp.RealtimeTrigger"],
    system: "amqp",
    kind: "queue",
    reads: [{ namespace: "amqp://{url:authority}", name: "{queue}" }],
  },
  {
    types: [
      "redis.list.ListPush",
      "redis.string.Set",
      "redis.string.Delete",
      "redis.pubsub.Publish",
      "redis.Publish",
    ],
    system: "redis",
    kind: "other",
    group: "redis",
    writes: [
      { namespace: "redis://{url:authority}", name: "{key}" },
      { namespace: "redis://{url:authority}", name: "{channel}" },
    ],
  },
  {
    types: ["redis.list.ListPop", "redis.string.Get", "redis.list.*Trigger", "redis.*Trigger"],
    system: "redis",
    kind: "other",
    group: "redis",
    reads: [{ namespace: "redis://{url:authority}", name: "{key}" }],
  },
];

function both(
  system: string,
  kind: "topic" | "queue",
  touch: Touch,
  producers: readonly string[],
  consumers: readonly string[],
): CatalogueEntry[] {
  return [
    { types: producers, system, kind, writes: [touch] },
    { types: consumers, system, kind, reads: [touch] },
  ];
}
