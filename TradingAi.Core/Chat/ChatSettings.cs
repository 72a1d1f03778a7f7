using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TradingAi.Core.Chat;

/// <summary>Settings of the chat.</summary>
public sealed class ChatSettings
{
    /// <summary>The most passages that one question may ask for.</summary>
    public const int MostContextVectors = 50;

    /// <summary><c>MAX_CONTEXT_VECTORS</c>: passages retrieved for a question that names no number itself; 1–50, default 10.</summary>
    [ConfigurationKeyName("MAX_CONTEXT_VECTORS")]
    [Range(1, MostContextVectors, ErrorMessage = "MAX_CONTEXT_VECTORS must be a whole number from 1 to 50.")]
    public int MaxContextVectors { get; set; } = 10;
}
