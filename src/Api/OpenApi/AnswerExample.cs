namespace Router.Api.OpenApi;

/// <summary>What an endpoint answers when all is well, for example.</summary>
/// <param name="Json">The JSON.</param>
internal sealed record AnswerExample(string Json);
