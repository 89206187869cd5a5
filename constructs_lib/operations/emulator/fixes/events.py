"""Fixes to moto's EventBridge."""

from __future__ import annotations

import json
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def topics() -> None:
    """Events go to topics, too: as their rule transforms them, and from there to whoever has subscribed."""
    from moto.events.models import Rule
    from moto.events.utils import EventTemplateParser
    from moto.sns.models import sns_backends

    @around(Rule, "send_to_targets")
    def send(original, self, original_event, transform_input=True):  # noqa: FBT002 - moto's signature
        targets = self.targets
        self.targets = [each for each in targets if ":sns:" not in each["Arn"]]
        try:
            original(self, original_event, transform_input)
        finally:
            self.targets = targets
        if not self.event_pattern.matches_event(original_event):
            return
        for target in targets:
            if ":sns:" in target["Arn"]:
                transformer = target.get("InputTransformer", {})
                message = EventTemplateParser.parse(
                    input_template=transformer.get("InputTemplate"),
                    input_paths_map=transformer.get("InputPathsMap", {}),
                    event=original_event,
                )
                topic = sns_backends[self.account_id][self.region_name].topics.get(target["Arn"])
                if topic is not None:
                    topic.publish(json.dumps(message))


def _see_topics(client: Clients) -> Seen:
    events, sns, sqs, name = client("events"), client("sns"), client("sqs"), f"probe-{uuid.uuid4().hex}"
    topic = sns.create_topic(Name=name)["TopicArn"]
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    events.put_rule(Name=name, EventPattern=json.dumps({"source": [name]}))
    transformer = {"InputPathsMap": {"what": "$.detail.what"}, "InputTemplate": '"There is <what>"'}
    events.put_targets(Rule=name, Targets=[{"Id": "topic", "Arn": topic, "InputTransformer": transformer}])
    events.put_events(Entries=[{"Source": name, "DetailType": "News", "Detail": json.dumps({"what": "news"})}])
    told = [each["Body"] for each in sqs.receive_message(QueueUrl=queue).get("Messages", ())]
    return told, ['"There is news"']


FIXES = (
    Fix(
        id="events.topics",
        symptom="put_events: an internal error where a rule tells a topic",
        apply=topics,
        probe=_see_topics,
    ),
)
