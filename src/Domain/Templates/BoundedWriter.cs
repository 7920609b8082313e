using System.Globalization;

namespace Router.Domain.Templates;

/// <summary>Takes a template's output up to <see cref="SinkTemplate.MaxOutput"/>.</summary>
internal sealed class BoundedWriter() : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Take(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Take(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Take(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Take(buffer.Length);
        base.Write(buffer);
    }

    private void Take(int count)
    {
        if (GetStringBuilder().Length + count > SinkTemplate.MaxOutput)
            throw new TemplateLimitException($"more than {SinkTemplate.MaxOutput} characters of output");
    }
}
