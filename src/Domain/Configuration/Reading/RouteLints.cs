using Router.Domain.Routing;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration.Reading;

/// <summary>Warns of routes that are valid but can't do what they seem to.</summary>
internal static class RouteLints
{
    public static void Check(IReadOnlyList<(RouteConfig Route, Node Node)> routes)
    {
        var parts = routes.Select(r => Conjuncts(r.Route)).ToArray();
        for (var i = 0; i < routes.Count; i++)
        {
            var (route, node) = routes[i];
            if (route.Name is CompiledRoute.Channel or CompiledRoute.Default or CompiledRoute.AlertRuleAction)
                node.Warn("channel, default and alert_rule_action are the names of built-in routes; receipts would not tell them apart");
            if (route.When?.Predicate is Predicate.Constant { Value: false })
                node.Warn("the condition is never true");
            else if (Enumerable.Range(0, i).FirstOrDefault(e => !routes[e].Route.Continue && parts[e].IsSubsetOf(parts[i]), -1) is var earlier and >= 0)
                node.Warn($"never reached: {routes[earlier].Node.Path} takes all that it would match");
            else
                WarnOfDouble(routes, i);
            if (route.When?.Predicate?.Leaves.Any(l => l.Fields.Any(f => f.IsLabel)) == true)
                node.Warn("labels are absent in a route's condition: they are what routes set");
        }
    }

    private static void WarnOfDouble(IReadOnlyList<(RouteConfig Route, Node Node)> routes, int index)
    {
        var (route, node) = routes[index];
        if (routes.Take(index).FirstOrDefault(e => e.Route.Continue && e.Route.Channels.Intersect(route.Channels).Any()) is { Route: not null } earlier)
            node.Warn($"{earlier.Node.Path} continues and names a channel of this route too; an alert that both match reaches it once, as the first says");
    }

    /// <summary>What must hold together for the route to match; a route with a part of another's takes all of the other's.</summary>
    private static HashSet<string> Conjuncts(RouteConfig route) => route.When switch
    {
        null or { Predicate: Predicate.Constant { Value: true } } => [],
        { Predicate: Predicate.All all } => [.. all.Items.Where(p => p is not Predicate.Constant { Value: true }).Select(p => p.ToString())],
        { Predicate: var predicate } => [predicate?.ToString() ?? route.When.Text],
    };
}
