namespace Router.Domain.Templates;

/// <summary>A template went over one of its limits.</summary>
internal sealed class TemplateLimitException : Exception
{
    public TemplateLimitException() { }

    public TemplateLimitException(string message) : base(message) { }

    public TemplateLimitException(string message, Exception innerException) : base(message, innerException) { }
}
