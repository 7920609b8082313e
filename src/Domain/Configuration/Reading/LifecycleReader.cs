namespace Router.Domain.Configuration.Reading;

/// <summary>Reads <c>lifecycle</c>.</summary>
internal static class LifecycleReader
{
    public static LifecycleConfig? Read(Node node)
    {
        if (node.Map("{ created: ignore, unresolved: reopen, assigned: acknowledge, archived: suppress }") is not { } map)
            return null;
        var lifecycle = new LifecycleConfig
        {
            CreatedTriggers = map.Value("created", Choice("trigger"), false),
            UnresolvedReopens = map.Value("unresolved", Choice("reopen"), true),
            AssignedAcknowledges = map.Value("assigned", Choice("acknowledge"), true),
            ArchivedSuppresses = map.Value("archived", Choice("suppress"), true),
        };
        map.RefuseOthers();
        return lifecycle;
    }

    private static Func<Node, bool?> Choice(string action) => Scalars.OneOf((action, true), ("ignore", false));
}
