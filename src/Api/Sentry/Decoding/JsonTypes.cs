using System.Text.Json;

namespace Router.Api.Sentry.Decoding;

/// <summary>JSON's types as people call them.</summary>
internal static class JsonTypes
{
    public static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };
}
