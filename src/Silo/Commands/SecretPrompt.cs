using System.Text;

namespace Router.Silo.Commands;

/// <summary>Reads a secret from the terminal without showing it, or a line from redirected input.</summary>
internal static class SecretPrompt
{
    /// <summary>The secret; null at the end of input or on Escape.</summary>
    public static string? Read(string prompt)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine();
        Console.Error.Write(prompt);
        var text = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key is ConsoleKey.Enter or ConsoleKey.Escape)
            {
                Console.Error.WriteLine();
                return key.Key == ConsoleKey.Enter ? text.ToString() : null;
            }

            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }
    }
}
