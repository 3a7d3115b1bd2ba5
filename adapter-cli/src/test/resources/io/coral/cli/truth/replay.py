"""Sends recorded telemetry through the exporters of OpenTelemetry's SDK for Python.

Arguments: grpc or http, the endpoint, a file of spans and one of metrics, each a gzipped line of
OTLP/JSON for each request. Ends with 0 if each export succeeded, and prints how many items there were.
"""

import gzip
import json
import sys
from collections.abc import Iterator

from opentelemetry.sdk.metrics.export import (
    AggregationTemporality,
    Gauge,
    Metric,
    MetricExportResult,
    MetricsData,
    NumberDataPoint,
    ResourceMetrics,
    ScopeMetrics,
    Sum,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, TraceFlags
from opentelemetry.trace.status import Status, StatusCode

# As many as the SDK's batch processor sends at once.
BATCH = 512

# OTLP's kinds begin with 1.
KINDS = {1: SpanKind.INTERNAL, 2: SpanKind.SERVER, 3: SpanKind.CLIENT, 4: SpanKind.PRODUCER, 5: SpanKind.CONSUMER}
STATUSES = {0: StatusCode.UNSET, 1: StatusCode.OK, 2: StatusCode.ERROR}


def attributes(pairs: list) -> dict:
    values = {}
    for pair in pairs:
        (kind, value), = pair["value"].items()
        values[pair["key"]] = int(value) if kind == "intValue" else value
    return values


def requests(file: str) -> Iterator[dict]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def context(trace_id: str, span_id: str) -> SpanContext:
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=False, trace_flags=TraceFlags(1))


def spans(file: str) -> Iterator[ReadableSpan]:
    for request in requests(file):
        for sender in request["resourceSpans"]:
            resource = Resource(attributes(sender["resource"]["attributes"]))
            for scope in sender["scopeSpans"]:
                for span in scope["spans"]:
                    parent = span.get("parentSpanId")
                    yield ReadableSpan(
                        name=span["name"],
                        context=context(span["traceId"], span["spanId"]),
                        parent=context(span["traceId"], parent) if parent else None,
                        resource=resource,
                        attributes=attributes(span.get("attributes", [])),
                        kind=KINDS[span["kind"]],
                        status=Status(STATUSES[span["status"].get("code", 0)]),
                        start_time=int(span["startTimeUnixNano"]),
                        end_time=int(span["endTimeUnixNano"]),
                        instrumentation_scope=InstrumentationScope(scope["scope"]["name"]),
                    )


def point(recorded: dict) -> NumberDataPoint:
    return NumberDataPoint(
        attributes=attributes(recorded.get("attributes", [])),
        start_time_unix_nano=int(recorded.get("startTimeUnixNano", 0)),
        time_unix_nano=int(recorded["timeUnixNano"]),
        value=float(recorded["asDouble"]) if "asDouble" in recorded else int(recorded["asInt"]),
    )


def metric(recorded: dict) -> Metric:
    if "gauge" in recorded:
        data = Gauge([point(each) for each in recorded["gauge"]["dataPoints"]])
    else:
        data = Sum(
            [point(each) for each in recorded["sum"]["dataPoints"]],
            AggregationTemporality(recorded["sum"]["aggregationTemporality"]),
            recorded["sum"].get("isMonotonic", False),
        )
    return Metric(recorded["name"], recorded.get("description", ""), recorded.get("unit", ""), data)


def metrics(file: str) -> Iterator[MetricsData]:
    for request in requests(file):
        yield MetricsData(
            [
                ResourceMetrics(
                    Resource(attributes(sender["resource"]["attributes"])),
                    [
                        ScopeMetrics(
                            InstrumentationScope(scope["scope"]["name"]),
                            [metric(each) for each in scope["metrics"]],
                            "",
                        )
                        for scope in sender["scopeMetrics"]
                    ],
                    "",
                )
                for sender in request["resourceMetrics"]
            ]
        )


def exporters(protocol: str, endpoint: str):
    if protocol == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return (
            OTLPSpanExporter(endpoint=endpoint, insecure=True),
            OTLPMetricExporter(endpoint=endpoint, insecure=True),
        )
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint + "/v1/traces"), OTLPMetricExporter(endpoint=endpoint + "/v1/metrics")


def main(protocol: str, endpoint: str, span_file: str, metric_file: str) -> None:
    span_exporter, metric_exporter = exporters(protocol, endpoint)
    waiting = []
    count = 0
    for span in spans(span_file):
        waiting.append(span)
        if len(waiting) == BATCH:
            send(span_exporter.export(waiting), SpanExportResult.SUCCESS)
            count += len(waiting)
            waiting = []
    send(span_exporter.export(waiting), SpanExportResult.SUCCESS)
    print(f"spans={count + len(waiting)}")
    sent = 0
    for request in metrics(metric_file):
        send(metric_exporter.export(request), MetricExportResult.SUCCESS)
        sent += 1
    print(f"metric requests={sent}")
    span_exporter.shutdown()
    metric_exporter.shutdown()


def send(result: object, success: object) -> None:
    if result is not success:
        sys.exit(f"an export ended with {result}")


main(*sys.argv[1:])
