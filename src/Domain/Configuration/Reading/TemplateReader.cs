using Router.Domain.Templates;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads a sink's <c>templates</c>.</summary>
internal static class TemplateReader
{
    public static SinkTemplates? Read(MapReader map, SinkConfig sink)
    {
        if (map.Find("templates") is not { } node)
            return null;
        if (sink.TextFormat is null)
        {
            node.Error($"a {sink.Type} sink has no templates: what it says is for programs");
            return null;
        }

        if (node.Map("{ title: ..., body: ... }") is not { } templates)
            return null;
        var read = new SinkTemplates(templates.Optional("title", Template), templates.Optional("body", Template));
        templates.RefuseOthers();
        if (templates.Find("title") is null && templates.Find("body") is null)
            node.Error("a title or a body is expected");
        return read;
    }

    private static SinkTemplate? Template(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        var template = SinkTemplate.Parse(text, out var error);
        if (error is not null)
            node.Error(node.IsReference ? "not a template" : error.ToString(), error.Line == 1 ? error.Column - 1 : 0);
        return template;
    }
}
