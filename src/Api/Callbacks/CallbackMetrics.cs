using System.Diagnostics.Metrics;
using Router.Domain;
using Router.Domain.Actions;

namespace Router.Api.Callbacks;

/// <summary>Counts what people did at the sinks' vendors.</summary>
internal sealed class CallbackMetrics
{
    private readonly Counter<long> _actions;

    public CallbackMetrics(IMeterFactory meters) =>
        _actions = meters.Create("Router.Callbacks").CreateCounter<long>("router.callbacks.actions", "{action}", "Actions of people at a sink's vendor, by sink, kind and reason");

    public void OnAction(string sink, ActionKind kind, ActionReason reason) =>
        _actions.Add(1, new("sink", sink), new("kind", SnakeCase.Of(kind)), new("reason", SnakeCase.Of(reason)));
}
